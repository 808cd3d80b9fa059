"""The roster now beside the roster before: who joined, moved, changed and left."""

from collections.abc import Iterable
from dataclasses import dataclass

from competency.roster.people import RosterPerson
from competency.roster.units import RosterUnit


@dataclass(frozen=True)
class Changes:
    """Staff numbers, each in one of the four groups or in none.

    A mover stands in another unit, whatever else changed; `changed` stayed there.
    """

    joiners: tuple[str, ...] = ()
    movers: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two rosters say the same."""
        return not (self.joiners or self.movers or self.changed or self.leavers)


def changes(before: Iterable[RosterPerson], now: Iterable[RosterPerson]) -> Changes:
    """What became of each person; the order is that of the two rosters.

    `before` holds those who are staff now; whoever is not in the new roster leaves.
    """
    known = {person.number: person for person in before}
    coming = {person.number: person for person in now}
    staying = [(known[n], person) for n, person in coming.items() if n in known]
    return Changes(
        joiners=tuple(n for n in coming if n not in known),
        movers=tuple(p.number for old, p in staying if p.unit != old.unit),
        changed=tuple(
            p.number for old, p in staying if p.unit == old.unit and p != old
        ),
        leavers=tuple(n for n in known if n not in coming),
    )


@dataclass(frozen=True)
class UnitChanges:
    """Unit codes, each in one of the three groups or in none."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two trees are the same."""
        return not (self.new or self.changed or self.dropped)


def unit_changes(
    before: Iterable[RosterUnit], now: Iterable[RosterUnit]
) -> UnitChanges:
    """What became of each unit; one that is not named any more is dropped."""
    known = {unit.code: unit for unit in before}
    coming = {unit.code: unit for unit in now}
    return UnitChanges(
        new=tuple(code for code in coming if code not in known),
        changed=tuple(c for c, unit in coming.items() if known.get(c, unit) != unit),
        dropped=tuple(code for code in known if code not in coming),
    )
