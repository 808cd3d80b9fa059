"""Targets of one person alone: set, changed, taken back to those of the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert

from assessments.database import db
from assessments.models import PersonalTarget
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import targets as queries
from competency.frameworks import Target

Key = tuple[int, str]
"""A person's id and a competency's id."""


@dataclass(frozen=True)
class Changes:
    """How many personal targets are new, changed, gone, and as they were."""

    new: int
    changed: int
    gone: int
    same: int

    @property
    def counts(self) -> dict[str, int]:
        """The numbers by name."""
        return dict(vars(self))


def put(
    framework: str,
    cells: Mapping[Key, Target | None],
    *,
    actor: Actor,
    now: datetime,
) -> Changes:
    """Write these cells of a framework; None takes a personal target away.

    Rounds that are open keep what stood when they opened.
    """
    with transaction():
        kept = queries.of_staff(framework)
        before = {key: kept.get(key[0], {}).get(key[1]) for key in cells}
        moved = {key: each for key, each in cells.items() if each != before[key]}
        new = sum(each is not None and before[k] is None for k, each in moved.items())
        gone = sum(each is None for each in moved.values())
        changed = len(moved) - new - gone
        _replace(framework, moved, now)
        done = Changes(new, changed, gone, len(cells) - len(moved))
        people = sorted({person for person, _competency in moved})
        detail = {"people": people, **done.counts}
        audit.line(actor, "put", "personal_targets", framework, now, **detail)
    return done


def note_taken(framework: str, people: int, *, actor: Actor, now: datetime) -> None:
    """Note that somebody took away the targets of so many people in a file."""
    with transaction():
        noun = "personal_targets"
        audit.line(actor, "download", noun, framework, now, people=people)


_REMOVE = delete(PersonalTarget).where(
    PersonalTarget.framework == bindparam("of_framework"),
    PersonalTarget.person_id == bindparam("of_person"),
    PersonalTarget.competency == bindparam("of_competency"),
)


def _replace(framework: str, cells: Mapping[Key, Target | None], now: datetime) -> None:
    """Take the rows of these cells away, and write those that say something."""
    names = ("of_framework", "of_person", "of_competency")
    old = [dict(zip(names, (framework, *key), strict=True)) for key in cells]
    new = [_row(framework, key, each, now) for key, each in cells.items() if each]
    # straight on the connection: one statement for all rows
    connection = db.session.connection()
    if old:
        connection.execute(_REMOVE, old)
    if new:
        connection.execute(insert(PersonalTarget), new)


def _row(framework: str, key: Key, target: Target, now: datetime) -> dict[str, object]:
    person, competency = key
    return {
        "person_id": person,
        "framework": framework,
        "competency": competency,
        "level": target.level if target.required else None,
        "required": target.required,
        "source": target.source,
        "set_at": now,
    }
