"""What is printed about a plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from assessments.workbooks import needs
from competency.courses import rounded
from competency.frameworks import Competency, Framework
from competency.masterplans import MasterPlan, StrategyLine, by_strategy
from competency.planning import summary
from competency.planning.summary import UnitLine
from competency.planning.values import TrainingPlan

Translator = Callable[[str], str]
SATANG = 100
"""One baht."""


@dataclass(frozen=True)
class Person:
    """A person of the round, with the unit as it stood."""

    person_id: int
    code: str
    name: str
    title: str
    staff_type: str
    unit_id: int
    unit_code: str
    unit_th: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


@dataclass(frozen=True)
class CompetencyLine:
    """A competency: who is below target, and what the plan does about it."""

    competency: Competency
    short: int
    people: int
    closes: float

    @property
    def share(self) -> float:
        """The share of those below target that is lifted, 0 to 1; NaN of nobody."""
        return self.people / self.short if self.short else float("nan")


@dataclass(frozen=True)
class Content:
    """A plan with all that is printed about it.

    `gaps` is a GAPS frame of everybody in `people`; `k` is the smallest group that
    a reader may see who may not see people; `groups` is the clustering printed
    beside the plan and `master` the master plan in use, None where there is none.
    """

    number: int
    round_id: int
    round_name: str
    closed_at: datetime | None
    made_at: datetime
    k: int
    framework: Framework
    digest: str
    input_digest: str
    versions: Mapping[str, object]
    plan: TrainingPlan
    people: tuple[Person, ...]
    gaps: pd.DataFrame
    groups: needs.Clustering | None
    master: MasterPlan | None = None

    @property
    def known(self) -> int:
        """People with a known gap in at least one competency."""
        return int(np.isfinite(self.gaps.to_numpy()).any(axis=1).sum())

    @property
    def levels_kind(self) -> str:
        """The kind of a column of levels closed: whole ones, unless courses halve."""
        closes = self.plan.placements["closes"].to_numpy()
        return "whole" if np.array_equal(closes, np.rint(closes)) else "number"

    @property
    def competencies(self) -> tuple[CompetencyLine, ...]:
        """Every competency of the framework, in its order.

        Below target is who is so in whole levels, as the plan counts them.
        """
        lifted = summary.by_competency(self.plan)
        short = (rounded(self.gaps.to_numpy()) < 0).sum(axis=0).tolist()
        counts = dict(zip(self.gaps.columns, short, strict=True))
        return tuple(
            CompetencyLine(each, counts[each.id], *lifted.get(each.id, (0, 0.0)))
            for each in self.framework.competencies
        )

    @property
    def units(self) -> tuple[tuple[Person, UnitLine], ...]:
        """Every unit with staff, named by one of them, in the tree's order."""
        named = {each.unit_id: each for each in self.people}
        unit_of = {each.person_id: each.unit_id for each in self.people}
        lines = summary.by_unit(self.plan, unit_of)
        return tuple((named[line.unit], line) for line in lines)

    @property
    def strategies(self) -> tuple[StrategyLine, ...]:
        """The plan by strategy, then for none of them; empty without a master plan."""
        if self.master is None:
            return ()
        return by_strategy(self.plan, self.master, self.framework.id)
