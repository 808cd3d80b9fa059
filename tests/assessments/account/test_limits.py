"""Guessing passwords is slowed down; everything else is not."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from tests.visitor import Visitor

TEN = 10


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Visitor]:
    """A guest of an application that counts failures, as it does in use."""
    made = create_app(Settings(data=tmp_path, secret="for tests only"))  # noqa: S106 -- guards nothing
    with made.app_context():
        upgrade()
        yield Visitor(made)


def _failures(stranger: Visitor, name: str) -> list[int]:
    fields = {"name": name, "password": "not the right one"}
    return [
        stranger.post("/account/sign-in", **fields).status_code for _ in range(TEN + 1)
    ]


def test_the_eleventh_failure_has_to_wait(stranger: Visitor) -> None:
    statuses = _failures(stranger, "000001")
    assert statuses[:TEN] == [HTTPStatus.OK] * TEN
    assert statuses[TEN] == HTTPStatus.TOO_MANY_REQUESTS


def test_whoever_has_another_name_need_not_wait(stranger: Visitor) -> None:
    _failures(stranger, "000001")
    assert _failures(stranger, "000002")[0] == HTTPStatus.OK


def test_pages_without_a_limit_are_never_refused(stranger: Visitor) -> None:
    _failures(stranger, "000001")
    assert stranger.get("/health").status_code == HTTPStatus.OK
