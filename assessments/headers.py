"""Security headers, as one table."""

from flask import Flask, Response, current_app, request

from assessments import access

SOURCES = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
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

ENCRYPTED = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
"""And what it gets where people come by https: two years, by https alone."""


PUBLIC = access.OPEN_ENDPOINTS | {"font"}
"""Files without data, which browsers and whatever stands between may keep."""


def _keep_private(response: Response) -> None:
    """Let nobody keep a file that a view sends, whatever the library's default."""
    kept = "public" in response.headers.get("Cache-Control", "")
    if kept and request.endpoint not in PUBLIC:
        del response.headers["Cache-Control"]


def _encrypted() -> bool:
    return bool(current_app.config["SETTINGS"].encrypted)


def set_up(app: Flask) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        _keep_private(response)
        wanted = HEADERS | (ENCRYPTED if _encrypted() else {})
        given = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 -- it holds pairs
        response.headers.extend(
            (name, value) for name, value in wanted.items() if name.lower() not in given
        )
        return response
