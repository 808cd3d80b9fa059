"""What a development plan consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far person and supervisor are with a plan."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"


class Seat(StrEnum):
    """As whom somebody works on a plan."""

    PERSON = "person"
    SUPERVISOR = "supervisor"


class Move(StrEnum):
    """What somebody does with a plan besides writing in it."""

    SAVE = "save"
    PROPOSE = "propose"
    APPROVE = "approve"
    ACKNOWLEDGE = "acknowledge"


METHODS = (
    "self-study",
    "e-learning",
    "training",
    "workshop",
    "coaching",
    "on-the-job",
    "assignment",
    "shadowing",
    "rotation",
    "visit",
)
"""Ways to develop, in words of our own: what the codes of the printed forms mean is
not told by any source that others can open."""

LONGEST: Mapping[str, int] = {
    "topic": 300,
    "goal": 1000,
    "measure": 1000,
    "result": 1000,
}
"""Signs that a text may have: a few sentences in a cell of a printed page."""

MOST_ROWS = 30
"""One for each competency of the largest shipped framework, and a few more; with all
texts as long as they may be, a form is then still read whole."""


@dataclass(frozen=True)
class Row:
    """One thing to develop; blank, empty and None are what nobody has said yet.

    `key` tells rows apart while two people work on them. A row is about a competency
    of the framework, a topic in words, or both. `course` is a code of the catalogue,
    `course_name` what the course was called then. `result` comes last of all.
    """

    key: str
    competency: str = ""
    topic: str = ""
    goal: str = ""
    from_level: float | None = None
    to_level: float | None = None
    methods: tuple[str, ...] = ()
    course: str = ""
    course_name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    budget_satang: int | None = None
    measure: str = ""
    result: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return self == Row(self.key)

    @property
    def without_result(self) -> "Row":
        """The row as it was planned."""
        return replace(self, result="")


FIELDS = (
    "competency",
    "topic",
    "goal",
    "from_level",
    "to_level",
    "methods",
    "course",
    "starts_on",
    "ends_on",
    "budget_satang",
    "measure",
    "result",
)
"""What people fill in, in the order of the form."""
