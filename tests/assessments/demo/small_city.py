"""A part of the demo city in an application of its own, built within seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from assessments import create_app
from assessments.config import Settings
from assessments.demo import building
from assessments.demo.building import Progress
from assessments.demo.signing import SignIn
from tests.conftest import NOW

PART = ("0102",)
"""One division of the office; units with a sign-in come with it."""


def quiet(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


@contextmanager
def empty(data: Path) -> Iterator[Flask]:
    """An application on an empty database of its own, inside its context."""
    app = create_app(Settings(data=data, testing=True))
    with app.app_context():
        upgrade()
        yield app


def build(progress: Progress = quiet) -> tuple[SignIn, ...]:
    """The sign-ins of the part, which was built in the running application."""
    return building.build(NOW, progress, within=PART)
