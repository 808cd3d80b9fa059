"""Hashes are made one at a time, and none of what is too long to be right."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import sleep

import pytest
from flask import Flask

from assessments.operations import accounts, hashing
from assessments.operations.accounts import CodeError
from assessments.operations.audit import SYSTEM
from tests import factories

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)


class Counted:
    """A slow hash that counts how many are made, and how many at once."""

    def __init__(self) -> None:
        self.now, self.most, self.made = 0, 0, 0

    def __call__(self, *_given: str) -> str:
        self.now += 1
        self.most, self.made = max(self.most, self.now), self.made + 1
        sleep(0.01)
        self.now -= 1
        return "hash"


@pytest.fixture
def counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted()
    monkeypatch.setattr(hashing, "hash_password", found)
    monkeypatch.setattr(hashing, "verify_password", found)
    return found


def test_of_many_at_once_each_waits_for_the_one_before(
    app: Flask, counted: Counted
) -> None:
    def both(_turn: int) -> None:
        with app.app_context():
            hashing.matches("x", hashing.hashed("x"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(both, range(8)))
    assert (counted.made, counted.most) == (16, 1)


@pytest.mark.parametrize("name", ["0001", "nobody"])
def test_what_is_too_long_to_be_right_is_not_hashed(
    counted: Counted, now: datetime, name: str
) -> None:
    person = factories.person(factories.unit(), "0001")
    accounts.invite(person, actor=SYSTEM, now=now)
    counted.made = 0
    assert accounts.signed(name, "x" * 129) is None
    with pytest.raises(CodeError):
        accounts.redeem(name, "A" * 13, "a password of mine", now=now)
    assert counted.made == 0
