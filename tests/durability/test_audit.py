"""A process that is killed in the middle of a change leaves a whole chain.

Each acknowledged change of rights has its line, and each line its change.
"""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from assessments import chain, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.queries import accounts, audit
from tests import factories

ROOT = Path(__file__).parents[2]
KILLS = 20


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Flask]:
    """An application on a SQLite file of its own."""
    app = create_app(Settings(data=tmp_path, testing=True))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def acknowledged(data: Path, person: int) -> list[str]:
    """The changes acknowledged while one process after another was killed."""
    given = [str(data), str(person), str(KILLS)]
    command = [sys.executable, "-m", "tests.durability.writer", *given]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return [word for word in done.stdout.split() if word != "same"]


def test_no_kill_breaks_the_chain_or_loses_an_acknowledged_change(
    alone: Flask, tmp_path: Path
) -> None:
    person = factories.person(factories.unit())
    account = factories.account(person)
    db.session.remove()
    words = acknowledged(tmp_path, person)
    assert list(chain.faults(audit.lines(), audit.bounds(), {})) == []
    logged = [line.action for line in audit.lines()]
    assert len(words) > KILLS
    assert 0 <= len(logged) - len(words) <= KILLS
    for action in ("grant", "revoke"):
        assert logged.count(action) >= words.count(action)
    assert all(one != other for one, other in pairwise(logged))
    holds = bool(accounts.scope_ids(account, "hr"))
    assert holds == (logged[-1] == "grant")
