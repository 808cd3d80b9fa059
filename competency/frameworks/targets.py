"""What each profile of a content being edited requires: set, suggested, accepted.

A cell is written as people write it: a level, a dash for "not required", nothing for
"unknown". A cell of the status `assumed` is a suggestion and sets no target until it
is accepted (`competency.gaps.SETS_NO_TARGET`).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from competency.frameworks.editing import Content, at, ids, put

Key = tuple[str, str]
"""A profile's id and a competency's id."""

SUGGESTED = "assumed"
DASH = "-"
NOT_REQUIRED = frozenset({"-", "–", "—", "−", "ไม่กำหนด", "ไม่ต้องมี", "not required"})
UNKNOWN = frozenset({"", "?", "ไม่ทราบ", "ไม่ทราบค่า", "unknown"})
_LEVEL = re.compile(r"\d{1,2}([.,]\d{1,2})?")


@dataclass(frozen=True)
class Wanted:
    """What a cell says: a level, nothing known, or that none is required."""

    level: float | None = None
    required: bool = True

    @property
    def word(self) -> str:
        """The cell as people write it."""
        if not self.required:
            return DASH
        return "" if self.level is None else f"{self.level:g}"


@dataclass(frozen=True)
class Origin:
    """Whose word a cell is, and where it comes from."""

    status: str
    source: str = ""


@dataclass(frozen=True)
class Grid:
    """The names by which rows and columns of targets are found, and the levels."""

    profiles: tuple[str, ...]
    competencies: tuple[str, ...]
    named: Mapping[str, str]
    lowest: int
    highest: int

    def wanted(self, text: str) -> Wanted | None:
        """What a written cell means; None where it means nothing."""
        word = " ".join(text.split()).casefold()
        if word in UNKNOWN:
            return Wanted()
        if word in NOT_REQUIRED:
            return Wanted(required=False)
        if not _LEVEL.fullmatch(word):
            return None
        level = float(word.replace(",", "."))
        return Wanted(level) if self.lowest <= level <= self.highest else None

    def found(self, part: str, text: str) -> str | None:
        """The id of the part that is called so; None for a stranger."""
        return self.named.get(f"{part} {_plain(text)}")

    @property
    def expected(self) -> str:
        """The levels a cell may hold."""
        return f"{self.lowest}–{self.highest}"


def grid(content: Content) -> Grid:
    """The grid of a content: parts are found by id and by either name."""
    named: dict[str, str] = {}
    for part in ("profiles", "competencies"):
        for index, id_ in enumerate(ids(content, (part,))):
            names = at(content, (part, index, "name"))
            for name in (*(names.values() if isinstance(names, Mapping) else ()), id_):
                named[f"{part} {_plain(str(name))}"] = id_
    numbers = (at(each, ("level",)) for each in at(content, ("scale",)) or ())
    levels = [each for each in numbers if isinstance(each, int)] or [0]
    rows, columns = ids(content, ("profiles",)), ids(content, ("competencies",))
    return Grid(rows, columns, named, min(levels), max(levels))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def cell(content: Content, key: Key) -> Mapping[str, Any]:
    """The plain cell of a profile and a competency; empty where there is none."""
    profiles = ids(content, ("profiles",))
    if key[0] not in profiles:
        return {}
    place = ("profiles", profiles.index(key[0]), "targets", key[1])
    found = at(content, place)
    return found if isinstance(found, Mapping) else {}


def said(cell: Mapping[str, Any]) -> Wanted:
    """What a plain cell says, suggestion or not."""
    level = cell.get("level")
    number = isinstance(level, int | float) and not isinstance(level, bool)
    required = cell.get("required", True) is not False
    return Wanted(float(level) if number and required else None, required)  # type: ignore[arg-type]


def origin(cell: Mapping[str, Any]) -> Origin:
    """Status and source of a plain cell."""
    return Origin(str(cell.get("status", "")), str(cell.get("source", "")))


def changed(content: Content, wanted: Mapping[Key, Wanted], by: Origin) -> Content:
    """The content where these cells say this, of one origin.

    A cell that says it already keeps its own origin; one that becomes unknown is gone.
    """
    new = {k: w for k, w in wanted.items() if said(cell(content, k)) != w}
    return stated(content, {key: (each, by) for key, each in new.items()})


def stated(content: Content, cells: Mapping[Key, tuple[Wanted, Origin]]) -> Content:
    """The content where these cells say this, each of its own origin.

    An unknown cell stays with its origin only if it has a source to tell.
    """
    rows = {id_: index for index, id_ in enumerate(ids(content, ("profiles",)))}
    values: dict[tuple[int | str, ...], Any] = {
        ("profiles", rows[key[0]], "targets", key[1]): _made(*each)
        for key, each in cells.items()
    }
    return put(content, values)


def _made(wanted: Wanted, by: Origin) -> dict[str, Any] | None:
    if wanted == Wanted() and not by.source:
        return None
    made: dict[str, Any] = {}
    if wanted.level is not None:
        whole = wanted.level.is_integer()
        made["level"] = int(wanted.level) if whole else wanted.level
    if not wanted.required:
        made["required"] = False
    return made | ({"source": by.source} if by.source else {}) | {"status": by.status}


def keys(content: Content) -> Iterator[Key]:
    """Every cell that there is."""
    for index, profile in enumerate(ids(content, ("profiles",))):
        for competency in at(content, ("profiles", index, "targets")) or ():
            yield profile, str(competency)


def suggested(content: Content) -> tuple[Key, ...]:
    """The cells that would set a target if they were accepted."""
    return tuple(
        key
        for key in keys(content)
        if (found := cell(content, key)).get("status") == SUGGESTED
        and said(found) != Wanted()
    )


def accepted(content: Content, wished: Collection[Key], note: str) -> Content:
    """The content where these suggestions are the agency's word; `note` tells of it."""
    taken = {}
    for key in set(suggested(content)) & set(wished):
        found = cell(content, key)
        sources = (origin(found).source, note)
        source = " · ".join(each for each in sources if each)
        taken[key] = said(found), Origin("agency", source)
    return stated(content, taken)


def suggest(content: Content, cells: Mapping[Key, tuple[float, str]]) -> Content:
    """The content with suggestions where nothing is known yet: level and reason.

    What somebody has decided, and what the draft has no row or column for, is left.
    A source that a cell had already stays before the reason.
    """
    known = grid(content)
    new = {
        key: (Wanted(level), Origin(SUGGESTED, _joined(content, key, why)))
        for key, (level, why) in cells.items()
        if key[0] in known.profiles
        and key[1] in known.competencies
        and said(cell(content, key)) == Wanted()
    }
    return stated(content, new)


def _joined(content: Content, key: Key, why: str) -> str:
    source = origin(cell(content, key)).source
    return " · ".join(each for each in (source, why) if each)
