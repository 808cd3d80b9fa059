"""Guarantee C11 in short: hostile texts break no page, and `%` and `_` are letters."""

import re
from pathlib import Path

import pytest
from flask import Flask

import assessments
from assessments.database import db
from assessments.models import Person, Round
from assessments.operations import transaction
from tests import factories
from tests.conftest import NOW
from tests.security.house import House
from tests.security.strings import faults
from tests.visitor import Visitor

SEARCHES = ["erasure.py", "people.py", "ratings.py"]
"""Queries that look into the middle of a text."""


def test_hostile_texts_break_no_page_and_slow_none_down(house: House) -> None:
    made, found = faults(house, whole=False)
    assert made > 400
    assert found == []


class Searched:
    """Two people and one who has left, with signs in their names that SQL reads."""

    def __init__(self, visitor: Visitor) -> None:
        unit = factories.unit()
        self.percent = factories.person(
            unit, "P1", given_name="ร้อย%ละ", family_name="ก"
        )
        self.plain = factories.person(unit, "P2", given_name="ธรรมดา", family_name="ข")
        factories.account(self.percent)
        factories.account(self.plain)
        self.round = factories.round_()
        roles: dict[str, int | None] = {"hr": None, "admin": None}
        self.visitor = visitor.as_(factories.account(roles=roles)).in_("en")

    def found(self, path: str, text: str) -> tuple[bool, bool]:
        """Whether each of the two is on the page of a search."""
        page = self.visitor.get(path, query_string={"text": text}).text
        return "ร้อย%ละ" in page, "ธรรมดา" in page


@pytest.fixture
def searched(app: Flask, visitor: Visitor) -> Searched:
    return Searched(visitor)


def _paths(searched: Searched) -> list[str]:
    rounds = searched.round
    named = db.session.get_one(Round, rounds).public_id
    return ["/hr/people", "/admin/accounts", f"/hr/rounds/{named}/raters"]


def test_per_cent_and_underline_are_letters_like_others_in_each_search(
    searched: Searched,
) -> None:
    for path in _paths(searched):
        assert searched.found(path, "") == (True, True), path
        assert searched.found(path, "%") == (True, False), path
        assert searched.found(path, "ร%ละ") == (False, False), path
        assert searched.found(path, "_") == (False, False), path
        assert searched.found(path, "\\") == (False, False), path


def test_so_they_are_where_those_who_left_are_searched(searched: Searched) -> None:
    people = (searched.percent, searched.plain)
    with transaction():
        for number in people:
            db.session.get_one(Person, number).left_at = NOW
    for text, found in (("%", (True, False)), ("_", (False, False))):
        assert searched.found("/admin/privacy", text) == found


def test_every_search_is_among_them() -> None:
    """A new `LIKE` has to be listed here, and to be tried above."""
    root = Path(assessments.__file__).parent
    lines = [
        f"{path.name} {line.strip()}"
        for path in sorted((root / "queries").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\.(i?like|i?contains|i?startswith|i?endswith)\(", line)
    ]
    assert [line.partition(" ")[0] for line in lines] == SEARCHES
    assert all("autoescape=True" in line for line in lines)
