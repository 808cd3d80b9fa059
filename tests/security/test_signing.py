"""Guarantees H4 and H5 in short: an office gets in, and failures are all alike."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from tests.post_office import Office
from tests.security import signing
from tests.visitor import Visitor

PEOPLE, TIMES, APART = 60, 15, 0.05
"""The crowd; the failures of each kind, and the seconds that they may be apart."""


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[Flask]:
    """An application that counts failures by address, as it does in use."""
    made = create_app(Settings(data=tmp_path))
    with made.app_context():
        upgrade()
        yield made
        db.session.remove()
        db.engine.dispose()


def test_colleagues_behind_the_address_of_a_guesser_get_in(counting: Flask) -> None:
    found = signing.crowd(counting, PEOPLE, guesses=2)
    assert found.entered == PEOPLE
    # the guesser has to wait, for the one number
    assert found.waits > found.guesses / 4


@pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)
def test_nobody_can_tell_by_the_time_whether_a_name_is_known(app: Flask) -> None:
    found = signing.medians(app, TIMES)
    assert {k: s for k, s in signing.apart(found).items() if s > APART} == {}


@pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)
def test_nobody_can_tell_by_the_text_either(app: Flask) -> None:
    kinds = signing.failing(app, 1)
    pages = {
        kind: re.sub(r'value="[^"]*"|[kub]0', "…", fail(0).text)
        for kind, fail in kinds.items()
    }
    for group in signing.ALIKE:
        assert len({pages[kind] for kind in group}) == 1


@pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)
def test_asking_for_a_new_password_says_the_same_of_anybody(
    app: Flask, mailing: Office
) -> None:
    signing.settle(["k0"])
    answers = []
    for name in ("k0", "u0"):
        visitor = Visitor(app)
        where = visitor.post("/account/forgotten", name=name).location
        page = visitor.get(where).text
        answers.append((where, re.sub(r'value="[^"]*"', "…", page)))
    assert answers[0] == answers[1]
