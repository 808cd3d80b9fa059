"""A visitor of the site: a client with a CSRF token and maybe an account."""

from typing import Any
from uuid import uuid4

from flask import Flask, g
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from assessments import clock
from assessments.database import db
from assessments.models import SignIn
from assessments.operations import transaction

_TOKEN = "visitor"  # noqa: S105 -- guards nothing
HALF_AN_HOUR = 1800


def _forget() -> None:
    """Let nothing of an earlier request live on: the tests' context outlasts them."""
    for name in tuple(g):
        g.pop(name)


def token_of(account_id: int) -> str:
    """The token of a browser in which an account is signed in, the same each time."""
    wanted = select(SignIn.token).where(SignIn.account_id == account_id)
    found = db.session.scalar(wanted)
    if found is not None:
        return found
    token = uuid4().hex
    with transaction():
        row = SignIn(account_id=account_id, token=token, began_at=clock.now())
        db.session.add(row)
    return token


class Visitor:
    """Requests of one browser, with CSRF on as it is for everybody."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        signer = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
        self.token = str(signer.dumps(_TOKEN))
        self._put(csrf_token=_TOKEN)

    def _put(self, **values: object) -> None:
        with self.client.session_transaction() as session:
            session.update(values)

    def as_(self, account_id: int) -> "Visitor":
        """The same visitor, signed in."""
        at = clock.now().timestamp()
        token = token_of(account_id)
        self._put(_user_id=token, began=at, seen=at, idle=HALF_AN_HOUR)
        return self

    def in_(self, language: str) -> "Visitor":
        """The same visitor, reading another language."""
        self._put(language=language)
        return self

    def get(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- passed on
        """The answer to a GET."""
        _forget()
        return self.client.get(path, **options)

    def send(self, method: str, path: str, **options: Any) -> TestResponse:  # noqa: ANN401 -- passed on
        """The answer to any request, with no token but one that is given."""
        _forget()
        return self.client.open(path, method=method, **options)

    def post(self, path: str, **fields: Any) -> TestResponse:  # noqa: ANN401 -- form fields of any type
        """The answer to a form with these fields and the token; files too."""
        _forget()
        self._put(csrf_token=_TOKEN)
        data = {**fields, "csrf_token": self.token}
        return self.client.post(path, data=data, content_type="multipart/form-data")

    def post_json(self, path: str, content: object) -> TestResponse:
        """The answer to a JSON body, with the token in its header."""
        _forget()
        self._put(csrf_token=_TOKEN)
        headers = {"X-CSRFToken": self.token}
        return self.client.post(path, json=content, headers=headers)
