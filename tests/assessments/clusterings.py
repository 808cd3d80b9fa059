"""A closed round of 98 people whose needs are of three kinds, and a clustering."""

from pathlib import Path

import numpy as np

from assessments.database import db
from assessments.models import (
    FrameworkVersion,
    Invitation,
    Round,
    RoundUnit,
    Score,
)
from assessments.operations import transaction
from competency.frameworks import digest, parse
from tests import factories
from tests.conftest import NOW

THREE = Path(__file__).parents[1] / "data" / "three.yaml"
KINDS = ((0, 2, 2), (3, 0, 2), (3, 2, 0))
"""Levels of each kind; a head needs 3, 2 and 2."""

SIZES = (40, 30, 20)
MET, UNKNOWN = 5, 3


def closed_round(state: str = "closed") -> int:
    """The number of a round: kinds of 40, 30 and 20, 5 who meet all, 3 unknown."""
    agency = factories.unit(name="เมืองทดสอบ")
    units = [factories.unit(parent=agency, name=f"กอง {n}") for n in (1, 2)]
    people = [factories.person(units[at % 2]) for at in range(sum(SIZES) + 8)]
    with transaction():
        row = Round(
            name="รอบที่ 1 =2569",
            unit_id=agency,
            framework_version_id=framework_version(),
            state=state,
            opens_at=NOW,
            closes_at=NOW.replace(hour=9),
            closed_at=NOW.replace(hour=9),
            settings={},
            created_at=NOW,
        )
        db.session.add(row)
        db.session.flush()
        for at, unit in enumerate((agency, *units)):
            db.session.add(_stood(row.id, unit, at))
        for person, unit, levels in zip(people, units * 99, _levels(), strict=False):
            db.session.add(_asked(row.id, person, unit))
            db.session.add(_score(row.id, person, levels))
        return row.id


def framework_version() -> int:
    """The id of the framework of three competencies; inside a transaction."""
    text = THREE.read_text("utf-8")
    version = FrameworkVersion(
        framework="three",
        version="1.0.0",
        text=text,
        digest=digest(parse(text)),
        added_at=NOW,
    )
    db.session.add(version)
    db.session.flush()
    return version.id


def _levels() -> list[tuple[float, ...]]:
    kinds = np.repeat(KINDS, SIZES, axis=0)
    nan = float("nan")
    return [*map(tuple, kinds), *[(3, 2, 2)] * MET, *[(nan, 0, 0)] * UNKNOWN]


def _stood(round_id: int, unit_id: int, at: int) -> RoundUnit:
    return RoundUnit(
        round_id=round_id,
        unit_id=unit_id,
        position=at,
        end=3 if at == 0 else at + 1,
        depth=min(at, 1),
        code=f"C{at}",
        name_th=f"หน่วยงาน {at}",
        name_en=f"Unit {at}",
    )


def _asked(round_id: int, person_id: int, unit_id: int) -> Invitation:
    return Invitation(
        round_id=round_id, person_id=person_id, unit_id=unit_id, profile="head"
    )


def _score(round_id: int, person_id: int, levels: tuple[float, ...]) -> Score:
    kept = np.array(levels, np.float32).tobytes()
    return Score(
        round_id=round_id, person_id=person_id, kind="combined", raters=1, levels=kept
    )


def quiet(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
