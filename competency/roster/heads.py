"""Who seems to head a unit, from whom its people answer to; a proposal, never a right.

The rule is ours. A roster says whom each person answers to; it does not say who heads a
unit. Whoever more than half of a unit's people answer to is taken for its head. The
people of a unit are those who stand in it and the heads of the units right below it,
since staff of a section answer to its head and only that head to the director. The head
stands in the unit itself or in the one above, where two people at least have to answer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FROM_ABOVE = 2
"""So many people of a unit answer to a head who stands in the unit above, at least."""

HEADS = ("หัวหน้า", "ผู้อำนวยการ", "ผอ.", "ปลัด", "นายก", "ผู้จัดการ", "อธิบดี", "เลขาธิการ")
"""What titles of heads begin with; those of deputies and assistants begin otherwise."""


@dataclass(frozen=True)
class Member:
    """Somebody of today's staff: where they stand and whom they answer to."""

    number: str
    unit: str
    supervisor: str | None = None
    title: str = ""


@dataclass(frozen=True)
class Proposal:
    """A unit's head, as the roster suggests it: `led` of its `people` answer to them.

    `titled` says whether the title is a head's too; `above` whether the person stands
    in the unit above.
    """

    unit: str
    number: str
    led: int
    people: int
    titled: bool = False
    above: bool = False


def is_titled(title: str) -> bool:
    """Whether a title begins as those of heads do."""
    return title.strip().startswith(HEADS)


def proposals(
    members: Sequence[Member], parents: Mapping[str, str | None]
) -> tuple[Proposal, ...]:
    """The heads that are found, in the order of the units; no unit has two.

    `parents` maps each unit to the one above. A unit of which nobody leads more than
    half, ties among them, is left out. Linear in people and units.
    """
    known = {each.number: each for each in members}
    standing: dict[str, list[str]] = {unit: [] for unit in parents}
    for each in members:
        standing.setdefault(each.unit, []).append(each.number)
    below = _below(parents)
    found: dict[str, Proposal] = {}
    for unit in _upwards(parents, below):
        heads = (found[c].number for c in below.get(unit, ()) if c in found)
        people = dict.fromkeys([*standing[unit], *heads])
        proposal = _head(unit, parents[unit], people, known)
        if proposal is not None:
            found[unit] = proposal
    return tuple(found[unit] for unit in parents if unit in found)


def _below(parents: Mapping[str, str | None]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for unit, parent in parents.items():
        if parent is not None:
            below.setdefault(parent, []).append(unit)
    return below


def _upwards(
    parents: Mapping[str, str | None], below: Mapping[str, Sequence[str]]
) -> list[str]:
    """The units, each after all below it."""
    order = [unit for unit, parent in parents.items() if parent not in parents]
    for unit in order:  # it grows while it is read
        order.extend(below.get(unit, ()))
    return order[::-1]


def _head(
    unit: str,
    parent: str | None,
    people: Iterable[str],
    known: Mapping[str, Member],
) -> Proposal | None:
    """Whoever most of these people answer to, if there is one who may head the unit."""
    voters = [known[each] for each in people]
    votes = Counter(known[s] for v in voters if (s := v.supervisor) and s in known)
    for head, led in votes.most_common(2):
        if head.unit not in {unit, parent}:
            continue
        others = sum(each.number != head.number for each in voters)
        above = head.unit != unit
        if 2 * led > others and (not above or led >= FROM_ABOVE):
            titled = is_titled(head.title)
            return Proposal(unit, head.number, led, others, titled, above)
    return None


@dataclass(frozen=True)
class Stray:
    """A manager whom the roster does not show as head of a unit any more, and why.

    `reason` is "left" the agency, "another" heads the unit now, whose number is
    `head`, or "leads nobody" there and below.
    """

    unit: str
    number: str
    reason: str
    head: str = ""


def strays(
    managers: Iterable[tuple[str, str]],
    members: Sequence[Member],
    parents: Mapping[str, str | None],
) -> tuple[Stray, ...]:
    """Managers, as (number, unit), who are worth a second look, in their order.

    A manager whom the roster shows neither as head nor as replaced is left alone: that
    may be a deputy or somebody acting, whom a person has granted the role.
    """
    heads = {each.unit: each.number for each in proposals(members, parents)}
    known = {each.number: each for each in members}
    led = _led(members, parents)
    found = (_stray(*each, heads, known, led) for each in managers)
    return tuple(each for each in found if each is not None)


def _stray(
    number: str,
    unit: str,
    heads: Mapping[str, str],
    known: Mapping[str, Member],
    led: Mapping[str, frozenset[str]],
) -> Stray | None:
    if number not in known:
        return Stray(unit, number, "left")
    head = heads.get(unit)
    if head is not None and head != number:
        return Stray(unit, number, "another", head)
    if head is None and number not in led.get(unit, frozenset()):
        return Stray(unit, number, "leads nobody")
    return None


def _led(
    members: Sequence[Member], parents: Mapping[str, str | None]
) -> dict[str, frozenset[str]]:
    """Unit → whom somebody of it or of a unit below answers to."""
    found: dict[str, set[str]] = {}
    for each in members:
        at: str | None = each.unit if each.supervisor else None
        seen: set[str] = set()
        while at is not None and at not in seen:
            seen.add(at)
            found.setdefault(at, set()).add(str(each.supervisor))
            at = parents.get(at)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}
