"""Guarantees H4 and H5: who signs in behind the address of somebody who guesses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from assessments.database import db
from assessments.models import Account
from assessments.operations import transaction
from assessments.operations.hashing import hashed
from tests import factories
from tests.security.forms import PASSWORD
from tests.visitor import Visitor

GUESSED = "9000"
"""The number that somebody guesses for."""


@dataclass(frozen=True)
class Crowd:
    """How a crowd fared: who got in, and how many guesses were made and refused."""

    people: int
    entered: int
    guesses: int
    waits: int
    seconds: float


def settle(names: Sequence[str]) -> None:
    """People of these numbers, all with one password, hashed once."""
    unit, kept = factories.unit(), hashed(PASSWORD)
    for name in names:
        factories.account(factories.person(unit, name), username=name)
    with transaction():
        db.session.execute(update(Account).values(password=kept))


def enter(app: Flask, name: str, password: str = PASSWORD) -> TestResponse:
    """The answer to a name and a password, from the one address there is."""
    return Visitor(app).post("/account/sign-in", name=name, password=password)


def crowd(app: Flask, people: int, guesses: int = 1) -> Crowd:
    """So many people sign in, while another guesses before each of them."""
    names = [f"{number:04d}" for number in range(people)]
    settle([*names, GUESSED])
    entered, waits, turn = 0, 0, count()
    begun = perf_counter()
    for name in names:
        for _guess in range(guesses):
            at = next(turn)
            wish = GUESSED if at % 2 else f"x{at}"
            waits += enter(app, wish, "a guess of many").status_code == 429
        entered += enter(app, name).location == "/"
    took = perf_counter() - begun
    return Crowd(people, entered, people * guesses, waits, took)


def failing(app: Flask, times: int) -> Mapping[str, Callable[[int], TestResponse]]:
    """Kinds of failure, each a function of the turn; nobody's turns are counted out."""
    known = [f"k{number}" for number in range(times)]
    settle(known)
    bare = [f"b{number}" for number in range(times)]
    unit = factories.unit()
    for name in bare:
        factories.account(factories.person(unit, name), username=name)
    wrong = "not the right one"
    code = {"code": "AAAAA-AAAAA", "password": PASSWORD, "again": PASSWORD}
    return {
        "a wrong password": lambda n: enter(app, known[n], wrong),
        "an unknown name": lambda n: enter(app, f"u{n}", wrong),
        "no password yet": lambda n: enter(app, bare[n], wrong),
        "a wrong code": lambda n: Visitor(app).post(
            "/account/reset", name=known[n], **code
        ),
        "a code of nobody": lambda n: Visitor(app).post(
            "/account/reset", name=f"u{n}", **code
        ),
        "too long, known": lambda n: enter(app, known[n], "x" * 500),
        "too long, unknown": lambda n: enter(app, f"u{n}", "x" * 500),
    }


ALIKE = (
    ("a wrong password", "an unknown name", "no password yet"),
    ("a wrong code", "a code of nobody"),
    ("too long, known", "too long, unknown"),
)
"""Failures that nobody may tell apart."""


def medians(app: Flask, times: int) -> Mapping[str, float]:
    """Kind of failure → the median of its seconds, all kinds taking turns."""
    kinds = failing(app, times)
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(times):
        for kind, fail in kinds.items():
            begun = perf_counter()
            assert fail(turn).status_code == 200
            took[kind].append(perf_counter() - begun)
    return {kind: median(seconds) for kind, seconds in took.items()}


def apart(found: Mapping[str, float]) -> dict[tuple[str, ...], float]:
    """How many seconds the medians of each group of failures are apart."""
    return {
        kinds: max(found[k] for k in kinds) - min(found[k] for k in kinds)
        for kinds in ALIKE
    }
