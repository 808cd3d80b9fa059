"""Files that pages and jobs make: kept in the data folder, found by a key."""

from collections.abc import Callable
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

from flask import current_app

_KEY_LENGTH = 64


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].data / "files"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def key_of(content: bytes) -> str:
    """The key under which this content is kept: its SHA-256."""
    return sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Keep bytes and return their key; the same bytes are kept once."""
    key = key_of(content)
    path = _folder() / key
    if not path.exists():
        draft = path.with_suffix(".new")
        draft.write_bytes(content)
        draft.replace(path)
    return key


def written(write: Callable[[Path], None]) -> str:
    """Keep what is written to the file of a place, and return its key.

    For what is too large to hold in memory; nothing is kept if writing fails.
    """
    draft = _folder() / f"{uuid4().hex}.new"
    try:
        write(draft)
        with draft.open("rb") as file:
            key = file_digest(file, "sha256").hexdigest()
        draft.replace(_folder() / key)
    finally:
        draft.unlink(missing_ok=True)
    return key


def made(inputs: bytes, make: Callable[[], bytes]) -> tuple[str, Path]:
    """Key and place of what is made from these inputs; it is made only once.

    The key is that of the inputs, so that it is known before anything is made. The
    same inputs must always make the same bytes.
    """
    key = key_of(inputs)
    found = _folder() / key
    if not found.exists():
        # two who make it at once each write a draft of their own
        draft = found.with_suffix(f".{uuid4().hex}")
        draft.write_bytes(make())
        draft.replace(found)
    return key, found


def path(key: str) -> Path | None:
    """Where the content of a key lies; None if it does not, or is no key."""
    if len(key) != _KEY_LENGTH or not key.isalnum():
        return None
    found = _folder() / key
    return found if found.exists() else None


def drop(key: str) -> None:
    """Delete the content of a key, if it is kept."""
    found = path(key)
    if found is not None:
        found.unlink(missing_ok=True)


def _before(moment: datetime | None) -> list[Path]:
    last = float("inf") if moment is None else moment.timestamp()
    found = (each for each in _folder().iterdir() if each.is_file())
    return [each for each in found if each.stat().st_mtime < last]


def older(moment: datetime) -> int:
    """How many files were made before a moment."""
    return len(_before(moment))


def clear(before: datetime | None = None) -> int:
    """How many files were deleted: those made before a moment, or all."""
    found = _before(before)
    for each in found:
        each.unlink(missing_ok=True)
    return len(found)
