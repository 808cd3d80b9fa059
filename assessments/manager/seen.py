"""Closed rounds as a reader may see them: one's own units and all below."""

from dataclasses import dataclass

from flask import abort, request

from assessments import access
from assessments.jobs.strategies import Place
from assessments.queries import results, rounds
from assessments.queries.results import GroupUnit, ReportRound
from competency.frameworks import Framework
from competency.reports import Line, gap_report

READERS = access.READERS


@dataclass(frozen=True)
class Seen:
    """A closed round as somebody may read it: its units at and below their own."""

    round: ReportRound
    units: tuple[GroupUnit, ...]

    def unit(self, public_id: str) -> GroupUnit | None:
        """The unit of this name; the highest one without a name."""
        if not public_id:
            return self.units[0]
        return next((u for u in self.units if u.public_id == public_id), None)

    def below(self, unit: GroupUnit) -> tuple[GroupUnit, ...]:
        """The units one step below."""
        inside = (each for each in self.units if unit.holds(each))
        return tuple(each for each in inside if each.depth == unit.depth + 1)

    def above(self, unit: GroupUnit) -> tuple[GroupUnit, ...]:
        """The units above that may be read, from the top."""
        return tuple(u for u in self.units if u.holds(unit) and u != unit)


def seen_rounds() -> tuple[Seen, ...]:
    """Closed rounds in which something may be read, the newest first."""
    roots = access.roots(*READERS)
    found = (Seen(each, results.units(each.id, roots)) for each in results.closed())
    return tuple(each for each in found if each.units)


def chosen(every: tuple[Seen, ...]) -> tuple[Seen, GroupUnit]:
    """The round and unit that are asked for; foreign and missing ones answer alike."""
    wish = request.values.get("round", "")
    seen = next((each for each in every if wish in {"", each.round.public_id}), None)
    unit = None if seen is None else seen.unit(request.values.get("unit", ""))
    if seen is None or unit is None:
        abort(404)
    return seen, unit


def elsewhere(
    every: tuple[Seen, ...], here: Seen, unit: GroupUnit
) -> tuple[Place, ...]:
    """The same unit in the other rounds where it may be read, the newest first."""
    found = ((each, each.unit(unit.public_id)) for each in every if each != here)
    return tuple(
        (rounds.round_(each.round.id), there) for each, there in found if there
    )


def lines(seen: Seen, units: tuple[GroupUnit, ...]) -> tuple[Line, ...]:
    """What the round shows of these units, in their order."""
    kept = results.figures(seen.round.id, units)
    return gap_report(framework(seen).competency_ids, kept).lines


def framework(seen: Seen) -> Framework:
    """The framework that the round has pinned."""
    return rounds.round_(seen.round.id).framework
