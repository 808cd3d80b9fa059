"""Where a request comes from and by which number it is known."""

import re
from uuid import uuid4

from flask import Flask, Response, g, request

HEADER = "X-Request-Id"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


def number(given: str | None) -> str:
    """The number that the server in front gave a request, if it is one, or a new one.

    Anything else than plain signs is not taken over, so that nobody writes lines of
    their own into a log.
    """
    return given if given and _PLAIN.fullmatch(given) else uuid4().hex


def current() -> str:
    """The number of this request."""
    if "request_number" not in g:
        g.request_number = number(request.headers.get(HEADER))
    found: str = g.request_number
    return found


def address() -> str:
    """From where this request comes; empty where nobody knows."""
    return request.remote_addr or ""


def set_up(app: Flask) -> None:
    """Tell the number of a refused or broken request, so that people can name it."""

    @app.after_request
    def tell(response: Response) -> Response:
        if response.status_code >= 400:  # noqa: PLR2004 -- from here on something is wrong
            response.headers[HEADER] = current()
        return response
