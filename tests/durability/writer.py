"""Grants and revokes a role in one process after another, each killed at some moment.

A word on the output acknowledges each change, after the operation has returned.
"""

import os
import random
import signal
import sys
import time
from itertools import count
from pathlib import Path

from flask import Flask

from assessments import clock, create_app
from assessments.config import Settings
from assessments.database import db
from assessments.operations import accounts
from assessments.operations.audit import SYSTEM

LONGEST = 0.25
"""Seconds that a process lives at most: some changes, or none."""


def change_for_ever(app: Flask, person: int) -> None:
    """Grant and revoke in turn, acknowledging each change."""
    with app.app_context():
        db.engine.dispose(close=False)
        for turn in count():
            now = clock.now()
            if turn % 2:
                done = accounts.revoke(person, "hr", actor=SYSTEM, now=now) > 0
            else:
                done = accounts.grant(person, "hr", None, actor=SYSTEM, now=now)
            word = ("revoke" if turn % 2 else "grant") if done else "same"
            os.write(1, f"{word}\n".encode())


def main(data: Path, person: int, kills: int) -> None:
    """Start and kill so many processes, one after the other."""
    app = create_app(Settings(data=data, testing=True))
    draws = random.Random(2569)  # noqa: S311 -- a seed makes the moments the same ones
    for _kill in range(kills):
        child = os.fork()
        if not child:
            change_for_ever(app, person)
        time.sleep(draws.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
