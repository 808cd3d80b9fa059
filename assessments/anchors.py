"""The ends of the log, kept day by day outside the database.

Whoever cuts off the last lines, or reckons the whole chain anew, can do so in the
database; the file in the data folder, and each copy of it, still tell.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from flask import current_app


@dataclass(frozen=True)
class Anchor:
    """The last line of the log on a day, and its digest."""

    day: str
    sequence: int
    digest: str


def place() -> Path:
    """The file, which may not be there yet."""
    folder: Path = current_app.config["SETTINGS"].data
    return folder / "audit-heads.jsonl"


def kept() -> tuple[Anchor, ...]:
    """What the file holds, the oldest first; a line that was cut short is left out."""
    if not place().exists():
        return ()
    lines = place().read_text("utf-8").split("\n")
    return tuple(Anchor(**json.loads(line)) for line in lines[:-1] if line)


def heads() -> Mapping[int, str]:
    """The digests kept, by the number of their line."""
    return {anchor.sequence: anchor.digest for anchor in kept()}


def keep(day: date, sequence: int, digest: str) -> bool:
    """Whether the end of the log was written down; False if it was that day already."""
    name = day.isoformat()
    if any(anchor.day == name for anchor in kept()):
        return False
    anchor = Anchor(name, sequence, digest)
    descriptor = os.open(place(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(anchor)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True
