"""What a framework is made of: frozen values, Thai and English side by side."""

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["official", "ours", "agency", "assumed"]
"""A verified fact, written for this product, the agency's decision, a suggestion."""

RuleName = Literal["mean", "ladder", "direct"]

Id = Annotated[str, Field(pattern=r"^\w[\w.\-]{0,99}$")]
"""Letters of any script, digits, dots, hyphens and underlines; never reused."""

Filled = Annotated[str, Field(pattern=r"\S")]
"""A text that holds more than blanks."""


class Value(BaseModel):
    """The base of all parts: frozen, and closed to fields that are not known."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        populate_by_name=True,
        allow_inf_nan=False,
    )


class Text(Value):
    """A text in both languages."""

    th: Filled
    en: Filled

    def of(self, language: str) -> str:
        """The text in a language; Thai where it is not English."""
        return self.en if language == "en" else self.th


class Source(Value):
    """Where a file or a fact comes from."""

    title: str
    licence: str = ""
    url: str = ""
    note: Text | None = None


class Level(Value):
    """A step of the proficiency scale."""

    level: int = Field(ge=0, le=99)
    name: Text
    status: Status = "ours"


class Answer(Value):
    """A possible answer and its value."""

    value: int = Field(ge=-999, le=999)
    name: Text


class Rule(Value):
    """How answers become a level.

    `met` and `share` belong to `ladder`; `answered` is the share of a competency's
    items that `mean` needs before the level is known.
    """

    name: RuleName
    met: int | None = None
    share: float | None = Field(None, gt=0, le=1)
    answered: float = Field(0.5, ge=0, le=1)


class Item(Value):
    """A statement to rate oneself by; with a key, a question of knowledge.

    A key of several values asks for exactly those.
    """

    id: Id
    answers: str
    text: Text
    level: int | None = None
    weight: float = Field(1.0, gt=0)
    reversed: bool = False
    key: int | tuple[int, ...] | None = None
    unit: str | None = None
    example: Text | None = None

    @property
    def is_question(self) -> bool:
        """Whether it asks for knowledge, which no level is made of."""
        return self.key is not None

    @property
    def takes_several(self) -> bool:
        """Whether several answers may be chosen together."""
        return isinstance(self.key, tuple)

    @property
    def right(self) -> frozenset[int]:
        """The values that are right together; empty where it is no question."""
        if self.key is None:
            return frozenset()
        return frozenset(self.key if isinstance(self.key, tuple) else (self.key,))


class Unit(Value):
    """An official unit of competency: its code, name and how sure the fact is."""

    code: Filled
    name: Text
    status: Status
    source: str = ""


class Area(Value):
    """A group of competencies; `group` is the framework's own kind of area."""

    id: Id
    name: Text
    group: str | None = None
    status: Status = "official"
    source: str = ""


class Competency(Value):
    """What is assessed: its items, and the wording of its levels."""

    id: Id
    area: str
    name: Text
    items: tuple[Item, ...] = ()
    levels: Mapping[int, Text] = Field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    description: Text | None = None
    status: Status = "ours"
    source: str = ""


class Target(Value):
    """What a profile requires of a competency.

    Without a level the target is unknown; `required: false` is a known "none".
    """

    level: float | None = None
    required: bool = True
    source: str = ""
    status: Status


class Profile(Value):
    """The people a set of targets is for, as codes on the axes of the roster."""

    id: Id
    name: Text
    for_: Mapping[str, str] = Field(alias="for", default_factory=dict)
    targets: Mapping[str, Target] = Field(default_factory=dict)


class Framework(Value):
    """A framework version: everything a round needs to ask, score and compare."""

    id: Id
    version: str = Field(
        pattern=r"^([0-9]{1,6}\.){2}[0-9]{1,6}(-[0-9A-Za-z.-]{1,19})?$"
    )
    name: Text
    source: Source
    scale: tuple[Level, ...] = Field(min_length=2)
    rule: Rule
    answers: Mapping[Id, tuple[Answer, ...]]
    areas: tuple[Area, ...] = Field(min_length=1)
    competencies: tuple[Competency, ...] = Field(min_length=1)
    profiles: tuple[Profile, ...] = ()
    notes: tuple[Text, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items; an item's index is its position in packed answers.

        Those that levels are made of come first, then the questions of knowledge.
        """
        every = (i for competency in self.competencies for i in competency.items)
        return tuple(sorted(every, key=lambda item: item.is_question))

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position in packed answers of each item id."""
        return {item.id: position for position, item in enumerate(self.items)}

    @cached_property
    def competency_ids(self) -> tuple[str, ...]:
        """Competency ids in framework order."""
        return tuple(competency.id for competency in self.competencies)

    @cached_property
    def rated(self) -> int:
        """How many items levels are made of; they have the first positions."""
        return sum(not item.is_question for item in self.items)

    @cached_property
    def spans(self) -> Mapping[str, slice]:
        """The positions of the items that make each competency's level."""
        return self._spans(start=0, questions=False)

    @cached_property
    def questions(self) -> Mapping[str, slice]:
        """The positions of each competency's questions of knowledge."""
        return self._spans(start=self.rated, questions=True)

    def _spans(self, *, start: int, questions: bool) -> Mapping[str, slice]:
        spans: dict[str, slice] = {}
        for competency in self.competencies:
            many = sum(item.is_question is questions for item in competency.items)
            spans[competency.id] = slice(start, start + many)
            start += many
        return spans

    @cached_property
    def codes(self) -> tuple[frozenset[int], ...]:
        """The packed codes that each position may hold."""
        return tuple(map(self._codes, self.items))

    def _codes(self, item: Item) -> frozenset[int]:
        choices = len(self.answers[item.answers])
        if not item.is_question:
            return frozenset({0, 254, 255, *range(1, choices + 1)})
        most = 2**choices - 1 if item.takes_several else choices
        return frozenset({0, 254, *range(1, most + 1)})

    @cached_property
    def lowest(self) -> int:
        """The lowest level of the scale."""
        return min(level.level for level in self.scale)

    @cached_property
    def highest(self) -> int:
        """The highest level of the scale."""
        return max(level.level for level in self.scale)

    def share(self, level: float) -> float:
        """How far up the scale a level stands, 0 to 1; NaN unless it is a number."""
        if not math.isfinite(level):
            return math.nan
        return (level - self.lowest) / (self.highest - self.lowest)

    def position(self, item_id: str) -> int:
        """Position in packed answers of an item; KeyError for a stranger."""
        return self.positions[item_id]

    def answer_values(self, position: int) -> tuple[int, ...]:
        """The values of an item's answers, in the order of its scale."""
        return tuple(a.value for a in self.answers[self.items[position].answers])

    def competency(self, competency_id: str) -> Competency:
        """A competency by its id; KeyError for a stranger."""
        found = {competency.id: competency for competency in self.competencies}
        return found[competency_id]
