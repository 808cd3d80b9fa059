"""What a master plan is made of: frozen values, Thai and English side by side."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from competency.frameworks.values import Filled, Id, Source, Status, Text, Value

Measure = Literal["share_on_target", "mean_level", "mean_gap", "manual"]
"""What a goal is measured by: three figures of a closed round, or the agency itself."""

Better = Literal["higher", "lower"]

EARLIEST, LATEST = 2400, 2999
"""Buddhist years; a Christian year is found as one that is too early."""


class Years(Value):
    """The years of a plan, พ.ศ., from the first to the last."""

    first: int = Field(ge=EARLIEST, le=LATEST)
    last: int = Field(ge=EARLIEST, le=LATEST)

    @property
    def every(self) -> tuple[int, ...]:
        """All the years, the first one first."""
        return tuple(range(self.first, self.last + 1))


class YearValue(Value):
    """The value of one year."""

    year: int
    value: float


class Goal(Value):
    """What a strategy is after: a value to reach in each year that has one.

    Shares stand between 0 and 1. `measured` are the values that the agency found
    itself, for a goal that is measured by hand; only such a goal may be better when
    its value is lower.
    """

    id: Id
    name: Text
    unit: Text
    measure: Measure
    better: Better = "higher"
    values: tuple[YearValue, ...] = ()
    measured: tuple[YearValue, ...] = ()

    @cached_property
    def wanted(self) -> Mapping[int, float]:
        """Year → the value to reach."""
        return {each.year: each.value for each in self.values}

    @cached_property
    def found(self) -> Mapping[int, float]:
        """Year → the value that the agency found itself."""
        return {each.year: each.value for each in self.measured}


class Link(Value):
    """A competency that carries a strategy, and how much it counts there."""

    framework: Id
    competency: Id
    weight: float = Field(1.0, gt=0)


class Strategy(Value):
    """A strategy with its goals and the competencies that carry it."""

    id: Id
    name: Text
    description: Text
    goals: tuple[Goal, ...] = ()
    competencies: tuple[Link, ...] = Field(min_length=1)

    def weights(self, framework: str) -> Mapping[str, float]:
        """Competency id → weight, of those of one framework, in the plan's order."""
        mine = (each for each in self.competencies if each.framework == framework)
        return {each.competency: each.weight for each in mine}


class MasterPlan(Value):
    """A digital master plan: strategies over a span of years, and who says so."""

    id: Id
    version: Filled = "1.0.0"
    name: Text
    agency: Text
    years: Years
    source: Source
    status: Status
    strategies: tuple[Strategy, ...] = Field(min_length=1)
    note: Text | None = None
