"""Security headers, as one table."""

from flask import Flask, Response, request

from assessments import access

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


PUBLIC = access.OPEN_ENDPOINTS | {"font"}
"""Files without data, which browsers and whatever stands between may keep."""


def _keep_private(response: Response) -> None:
    """Let nobody keep a file that a view sends, whatever the library's default."""
    kept = "public" in response.headers.get("Cache-Control", "")
    if kept and request.endpoint not in PUBLIC:
        del response.headers["Cache-Control"]


def set_up(app: Flask) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        _keep_private(response)
        given = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 -- it holds pairs
        response.headers.extend(
            (name, value)
            for name, value in HEADERS.items()
            if name.lower() not in given
        )
        return response
