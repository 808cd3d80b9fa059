"""Rounds from draft to open, and into the archive; closing is a job's."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update

from assessments.database import db
from assessments.models import Invitation, Response, Round, RoundTarget, RoundUnit
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import rounds
from assessments.queries import targets as personal
from assessments.queries.rounds import Invited, RoundFacts, UnitFacts
from competency import orgtree, ratings
from competency.answers import blank
from competency.assigning import Colleague, asked
from competency.errors import CompetencyError
from competency.frameworks.personal import fits
from competency.gaps import profile_of
from competency.orgtree import OrgTree
from competency.rounds import RoundSettings, State, require_move

logger = logging.getLogger(__name__)


class RoundWindowError(CompetencyError):
    """A round closes after it opens; the arguments are the two moments."""


class RoundOverError(CompetencyError):
    """A round is opened before its time is up; the argument is its end."""


class EmptyRoundError(CompetencyError):
    """Nobody belongs to the target group."""


class NoAgencyError(CompetencyError):
    """There are no units yet: a roster comes first."""


class RoundChangedError(CompetencyError):
    """Only a draft may be changed; the argument is the state."""


@dataclass(frozen=True)
class Wish:
    """What a draft says of a round."""

    name: str
    framework_version_id: int
    opens_at: datetime
    closes_at: datetime
    settings: RoundSettings

    def values(self) -> dict[str, object]:
        """The columns of a round's row; raises `RoundWindowError`."""
        if self.opens_at >= self.closes_at:
            raise RoundWindowError(self.opens_at, self.closes_at)
        return {
            "name": self.name,
            "framework_version_id": self.framework_version_id,
            "opens_at": self.opens_at,
            "closes_at": self.closes_at,
            "settings": self.settings.model_dump(mode="json"),
            "k": self.settings.k,
            "k_wide": self.settings.k_wide,
        }


def create(wish: Wish, *, actor: Actor, now: datetime) -> int:
    """The number of a new draft; raises `NoAgencyError` or `RoundWindowError`."""
    values = wish.values()
    with transaction():
        agency = rounds.agency()
        if agency is None:
            raise NoAgencyError
        row = Round(**values, unit_id=agency, created_at=now)
        db.session.add(row)
        db.session.flush()
        audit.line(actor, "create", "round", row.id, now)
        return row.id


def change(round_id: int, wish: Wish, *, actor: Actor, now: datetime) -> None:
    """Replace what a draft says; raises `RoundChangedError` once it was opened."""
    values = wish.values()
    with transaction():
        found = rounds.lock(round_id)
        if found.state is not State.DRAFT:
            raise RoundChangedError(found.state)
        _set(round_id, **values)
        audit.line(actor, "change", "round", round_id, now)


def open_(round_id: int, *, actor: Actor, now: datetime) -> int:
    """How many people are invited to the round that is open now.

    Units, roster facts, profiles and targets of single people are copied as they
    stand, so later changes leave the round alone. Raises `RoundStateError`,
    `RoundOverError` or `EmptyRoundError`, and then nothing has happened.
    """
    with transaction():
        found = rounds.lock(round_id)
        require_move(found.state, State.OPEN)
        if found.closes_at <= now:
            raise RoundOverError(found.closes_at)
        units = rounds.units()
        tree = _tree(units)
        people = _target_group(found.settings, units, tree)
        if not people:
            raise EmptyRoundError(round_id)
        _copy_units(round_id, units, tree)
        _invite(found, people)
        _copy_targets(found, people)
        _ask_raters(found, people)
        _set(round_id, state=State.OPEN.value, opened_at=now)
        audit.line(actor, "open", "round", round_id, now, people=len(people))
    logger.info("round %s opened", round_id)
    return len(people)


def archive(round_id: int, *, actor: Actor, now: datetime) -> None:
    """Put a closed round aside; raises `RoundStateError` for any other."""
    with transaction():
        require_move(rounds.lock(round_id).state, State.ARCHIVED)
        _set(round_id, state=State.ARCHIVED.value)
        audit.line(actor, "archive", "round", round_id, now)


def _set(round_id: int, **values: object) -> None:
    db.session.execute(update(Round).where(Round.id == round_id).values(**values))


def _tree(units: Iterable[UnitFacts]) -> OrgTree:
    lines = tuple(units)
    known = {unit.id for unit in lines}
    parents = [unit.parent_id if unit.parent_id in known else None for unit in lines]
    return orgtree.tree([u.id for u in lines], parents, [u.sort_key for u in lines])


def _target_group(
    settings: RoundSettings, units: Iterable[UnitFacts], tree: OrgTree
) -> list[Invited]:
    """Staff of the named units and below, of the named kinds; all where none is."""
    codes = {unit.id: unit.code for unit in units}
    inside: set[int] = set()
    for place, (unit_id, end) in enumerate(zip(tree.units, tree.ends, strict=True)):
        if not settings.units or codes[int(unit_id)] in settings.units:
            inside.update(int(below) for below in tree.units[place:end])
    kinds = settings.staff_types
    return [
        person
        for person in rounds.staff()
        if person.unit_id in inside and (not kinds or person.staff_type in kinds)
    ]


def _copy_units(round_id: int, units: Iterable[UnitFacts], tree: OrgTree) -> None:
    facts = {unit.id: unit for unit in units}
    columns = zip(tree.units, tree.ends, tree.depths, strict=True)
    rows = []
    for position, (unit_id, end, depth) in enumerate(columns):
        unit = facts[int(unit_id)]
        rows.append(
            {
                "round_id": round_id,
                "unit_id": unit.id,
                "position": position,
                "end": int(end),
                "depth": int(depth),
                "code": unit.code,
                "name_th": unit.name_th,
                "name_en": unit.name_en,
            }
        )
    db.session.execute(insert(RoundUnit), rows)


def _invite(found: RoundFacts, people: Iterable[Invited]) -> None:
    """An invitation and a blank self-rating for each person."""
    codes = blank(found.framework)
    invitations, responses = [], []
    for person in people:
        facts = {
            "round_id": found.id,
            "person_id": person.person_id,
            "unit_id": person.unit_id,
            "supervisor_id": person.supervisor_id,
            "staff_type": person.staff_type,
            "placings": person.placings,
            "profile": profile_of(person.placings, found.framework),
        }
        own = {"subject_id": person.person_id, "rater_id": person.person_id}
        invitations.append(facts)
        responses.append({"round_id": found.id, **own, "kind": "self", "codes": codes})
    db.session.execute(insert(Invitation), invitations)
    db.session.execute(insert(Response), responses)


def _copy_targets(found: RoundFacts, people: Iterable[Invited]) -> None:
    """Targets of single people, where the round's version has such a cell."""
    framework = found.framework
    own = personal.of_staff(framework.id)
    rows = [
        {
            "round_id": found.id,
            "person_id": person.person_id,
            "competency": competency,
            "level": target.level,
            "required": target.required,
            "source": target.source,
        }
        for person in people
        for competency, target in own.get(person.person_id, {}).items()
        if fits(framework, competency, target)
    ]
    if rows:
        db.session.execute(insert(RoundTarget), rows)


def _ask_raters(found: RoundFacts, people: Iterable[Invited]) -> None:
    """A blank rating for everybody who is asked to rate somebody else."""
    rated = {person.person_id for person in people}
    staff = [
        Colleague(each.person_id, each.supervisor_id, each.person_id in rated)
        for each in rounds.staff()
    ]
    codes = ratings.blank(found.framework, by_items=found.settings.by_items)
    rows = [
        {
            "round_id": found.id,
            "subject_id": each.subject,
            "rater_id": each.rater,
            "kind": each.kind,
            "codes": codes,
        }
        for each in asked(staff, found.settings, found.id)
    ]
    if rows:
        db.session.execute(insert(Response), rows)
