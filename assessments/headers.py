"""Security headers, as one table."""

from flask import Flask, Response

SOURCES = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{name} {source}" for name, source in SOURCES.items())

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
"""What an answer gets that does not say otherwise; pages with data are never stored."""


def set_up(app: Flask) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        given = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 -- it holds pairs
        response.headers.extend(
            (name, value)
            for name, value in HEADERS.items()
            if name.lower() not in given
        )
        return response
