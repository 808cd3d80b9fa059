"""A plan in words, as its printed forms show it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Line:
    """A row: blank texts and None are what nobody has said."""

    number: int
    topic: str
    goal: str
    methods: str
    starts_on: date | None
    ends_on: date | None
    budget_satang: int | None
    measure: str
    result: str


@dataclass(frozen=True)
class Signature:
    """A line to sign: what it says, whose it is, and since when the system knows it."""

    says: str
    name: str
    title: str
    at: datetime | None


@dataclass(frozen=True)
class Printed:
    """A plan with whose it is, how far it is, and who signs."""

    person: str
    title: str
    unit: str
    round_name: str
    framework: str
    state: str
    lines: tuple[Line, ...]
    signatures: tuple[Signature, ...]
    made_at: datetime

    @property
    def budget_satang(self) -> int | None:
        """The sum of the budgets that are said; None where none is."""
        known = [each.budget_satang for each in self.lines]
        said = [budget for budget in known if budget is not None]
        return sum(said) if said else None
