"""Signs that nobody types and no database keeps: refused before any page sees them.

PostgreSQL takes no NUL in a text, and half a pair of surrogates is no text at all.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import chain

from flask import Flask, abort, request


def is_text(value: str) -> bool:
    """Whether every database can keep this."""
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _texts(value: object) -> Iterator[str]:
    """All texts in a value that came as JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_texts, chain(value, value.values())))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_texts, value))


def _sent() -> Iterable[str]:
    """Every text of this request: of its address, its form or its JSON."""
    parts = (request.view_args or {}).values()
    yield from (str(part) for part in parts)
    for values in (request.args, request.form):
        yield from chain(values.keys(), *values.listvalues())
    # only an escape can bring such a sign in: most bodies need not be looked at twice
    if request.is_json and b"\\u" in request.get_data():
        yield from _texts(request.get_json(silent=True))


def _refuse() -> None:
    if not all(map(is_text, _sent())):
        abort(HTTPStatus.BAD_REQUEST)


def set_up(app: Flask) -> None:
    """Look at what each request says before its view does."""
    app.before_request(_refuse)
