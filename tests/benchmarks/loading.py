"""Reading a million answers from the database, against joining them in memory."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import numpy as np
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from assessments.queries import answers
from competency.frameworks import dump
from tests import factories
from tests.benchmarks import Benchmark, cpu_ratio, people

_INSERT = (
    "INSERT INTO responses (public_id, round_id, subject_id, rater_id, kind, status,"
    " version, codes) VALUES (?, ?, ?, ?, 'self', 'submitted', 1, ?)"
)


def _packed(count: int) -> list[bytes]:
    """The packed answers of so many people, one byte string each."""
    rows = np.ascontiguousarray(people.codes(count=count).T)
    return [row.tobytes() for row in rows]


def _insert(round_id: int, packed: Sequence[bytes]) -> None:
    """Hand all of them in at once; who they are, no other table knows."""
    rows = (
        (str(uuid4()), round_id, person, person, codes)
        for person, codes in enumerate(packed, 1)
    )
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(_INSERT, rows)  # type: ignore[arg-type]  # SQLite's takes any
        connection.commit()
    db.engine.dispose()


@contextmanager
def _round_of(packed: Sequence[bytes]) -> Iterator[int]:
    """A round on SQLite in which these answers were handed in, until the block ends."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), testing=True))
        with app.app_context():
            upgrade()
            factories.unit()
            version = factories.framework_version(dump(people.framework()))
            round_id = factories.round_(version, state="draft")
            _insert(round_id, packed)
            yield round_id
            db.session.remove()
            db.engine.dispose()


def load_vs_join(count: int) -> float:
    """CPU time of the item-major matrix from the database over that of a join."""
    packed = _packed(count)
    with _round_of(packed) as round_id:
        return cpu_ratio(
            lambda: answers.sheet(round_id, "self", people.ITEMS),
            lambda: np.frombuffer(b"".join(packed), np.uint8),
        )


BENCHMARKS = (
    Benchmark("load_1m_vs_join", 12.0, "lower", lambda: load_vs_join(people.PEOPLE)),
)
