"""Answers, asked for as whoever gave them."""

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Row, Select, and_, bindparam, literal_column, select
from sqlalchemy.engine.interfaces import DBAPICursor

from assessments.database import Prepared, db
from assessments.models import (
    Account,
    FrameworkVersion,
    Invitation,
    Person,
    Response,
    Round,
    SignIn,
)
from assessments.queries import frameworks, targets
from competency import adaptive
from competency.answers import asked, questioned
from competency.frameworks import Framework
from competency.gaps import NO_CELLS, Cells, cells_of
from competency.rounds import RoundSettings, State, is_open
from competency.scoring.sheets import Sheet


@dataclass(frozen=True)
class Draft:
    """One's own answers in a round, with all that decides whether they may change."""

    id: int
    public_id: str
    rater_id: int
    status: str
    version: int
    codes: bytes
    saved_at: datetime | None
    submitted_at: datetime | None
    round_id: int
    round_name: str
    state: State
    opens_at: datetime
    closes_at: datetime
    settings: RoundSettings
    framework_version_id: int
    digest: str
    profile: str | None
    own: Cells

    @property
    def framework(self) -> Framework:
        """The framework that the round has pinned."""
        return frameworks.pinned(self.framework_version_id, self.digest)

    @property
    def may_take_back(self) -> bool:
        """Whether the round lets people change what they have handed in."""
        return self.settings.may_take_back

    @property
    def adaptive(self) -> bool:
        """Whether items are asked step by step, until each level is settled."""
        return self.settings.adaptive and adaptive.is_levelled(self.framework)

    @cached_property
    def asked(self) -> tuple[int, ...]:
        """Positions that this person is asked for: step by step, those until now.

        The questions of knowledge, if the round asks them, come last.
        """
        return (*self._rated, *self._questioned)

    @property
    def _rated(self) -> tuple[int, ...]:
        if not self.adaptive:
            return asked(self.framework, self.profile, self.own)
        cells = cells_of(self.framework, self.profile, self.own)
        return adaptive.asked(self.framework, cells, self.codes)

    @property
    def _questioned(self) -> tuple[int, ...]:
        if not self.settings.knowledge:
            return ()
        return questioned(self.framework, self.profile, self.own)

    @property
    def is_emptied(self) -> bool:
        """Whether answers that were handed in have been let go since."""
        return self.status == "submitted" and not any(self.codes)

    @property
    def missing(self) -> tuple[int, ...]:
        """Positions that are asked for and wait for an answer."""
        return tuple(place for place in self.asked if not self.codes[place])

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken now."""
        return is_open(self.state, self.opens_at, self.closes_at, now)


class Kept(NamedTuple):
    """The answers that a save changes."""

    id: int
    version: int
    status: str
    codes: bytes
    round_id: int
    framework_version_id: int
    digest: str

    @property
    def framework(self) -> Framework:
        """The framework that the round has pinned."""
        return frameworks.pinned(self.framework_version_id, self.digest)


_FIELDS = (
    Response.id,
    Response.public_id,
    Response.rater_id,
    Response.status,
    Response.version,
    Response.codes,
    Response.saved_at,
    Response.submitted_at,
    Response.round_id,
    Round.name.label("round_name"),
    Round.state,
    Round.opens_at,
    Round.closes_at,
    Round.settings,
    Round.framework_version_id,
    FrameworkVersion.digest,
    Invitation.profile,
)
_INVITED = and_(
    Invitation.round_id == Response.round_id,
    Invitation.person_id == Response.subject_id,
)
_SELF: Select[*tuple[Any, ...]] = (
    select(*_FIELDS)
    .join(Round, Round.id == Response.round_id)
    .join(FrameworkVersion, FrameworkVersion.id == Round.framework_version_id)
    .join(Invitation, _INVITED)
    .where(Response.kind == "self")
)
_NAMED = _SELF.where(Response.public_id == bindparam("public_id"))
_MINE = _NAMED.where(Response.rater_id == bindparam("person"))
_KEPT = Prepared(
    select(
        Response.id,
        Response.version,
        Response.status,
        Response.codes,
        Response.round_id,
        Round.framework_version_id,
        FrameworkVersion.digest,
    )
    .join(Round, Round.id == Response.round_id)
    .join(FrameworkVersion, FrameworkVersion.id == Round.framework_version_id)
    .join(Account, Account.person_id == Response.rater_id)
    .join(SignIn, SignIn.account_id == Account.id)
    .join(Person, Person.id == Response.rater_id)
    .where(Response.public_id == bindparam("public_id"))
    # as a parameter, SQLite would plan anew each time: an index has one kind only
    .where(Response.kind == literal_column("'self'"))
    .where(SignIn.token == bindparam("session"), Account.active)
    .where(Person.left_at.is_(None))
    .with_for_update(of=Response)
)
_ALL = _SELF.where(Response.rater_id == bindparam("person")).order_by(
    Round.closes_at.desc(), Round.id.desc()
)


def _draft(row: Row[Any], own: Mapping[int, Cells]) -> Draft:
    values = row._asdict()
    made = {
        "state": State(values["state"]),
        "settings": RoundSettings.model_validate(values["settings"]),
        "own": own.get(values["round_id"], NO_CELLS),
    }
    return Draft(**values | made)


def draft(public_id: str, person_id: int) -> Draft | None:
    """The answers of this name that this person gives; None for anybody else's."""
    given = {"public_id": public_id, "person": person_id}
    row = db.session.execute(_MINE, given).one_or_none()
    return _draft(row, targets.in_rounds_of(person_id)) if row else None


def kept(cursor: DBAPICursor, public_id: str, session: str) -> Kept | None:
    """What a save starts from, in one statement, locked until the change is made.

    None for a foreign draft, and where the account is not active or the person has
    left: it answers what the check of a page answers, without asking it first.
    """
    given = {"public_id": public_id, "session": session}
    row = _KEPT.run(cursor, given).fetchone()
    return Kept(*row) if row else None


def mine(person_id: int) -> tuple[Draft, ...]:
    """All that this person was asked about themselves, the latest round first."""
    rows = db.session.execute(_ALL, {"person": person_id}).all()
    own = targets.in_rounds_of(person_id)
    return tuple(_draft(row, own) for row in rows)


def of_round(round_id: int, people: Collection[int]) -> Mapping[int, Draft]:
    """Person → that person's own answers in a round, whether handed in or not."""
    wanted = _SELF.where(
        Response.round_id == round_id, Response.rater_id.in_(tuple(people))
    )
    rows = db.session.execute(wanted).all()
    own = targets.in_round(round_id)
    return {
        row.rater_id: _draft(row, {round_id: own.get(row.rater_id, NO_CELLS)})
        for row in rows
    }


def invited(round_id: int) -> Mapping[str, int]:
    """Staff number → person id of everybody whom a round asks."""
    wanted = (
        select(Person.code, Person.id)
        .join(Invitation, Invitation.person_id == Person.id)
        .where(Invitation.round_id == round_id)
    )
    return dict(db.session.execute(wanted).all())


_SHEET = (
    select(Response.subject_id, Response.codes)
    .where(Response.round_id == bindparam("round_id"))
    .where(Response.kind == bindparam("kind"), Response.status == "submitted")
    .order_by(Response.subject_id, Response.rater_id)
)
_BLOCK = 1 << 10
"""Responses read and turned at a time: small enough to stay in the cache."""


def sheet(round_id: int, kind: str, size: int) -> Sheet:
    """All answers of one kind of rater that were handed in, item-major; maybe none.

    `size` is the length of the packed answers. Rows are read from the driver itself:
    for a million of them, row objects would cost three times the reading.
    """
    given = {"round_id": round_id, "kind": kind}
    found = db.session.connection().execute(_SHEET, given)
    subjects, packed = array("q"), []
    while rows := found.cursor.fetchmany(_BLOCK):
        people, codes = zip(*rows, strict=True)
        subjects.extend(people)
        packed.append(b"".join(codes))
    found.close()
    turned = np.empty((size, len(subjects)), np.uint8)
    for at, block in enumerate(packed):
        rated = np.frombuffer(block, np.uint8).reshape(-1, size).T
        turned[:, at * _BLOCK : at * _BLOCK + rated.shape[1]] = rated
    return Sheet(np.frombuffer(subjects, np.int64), turned)
