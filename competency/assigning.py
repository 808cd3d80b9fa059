"""Who is asked to rate whom: found in the roster, the same each time.

The supervisor is the one whom the roster names. Peers are those who answer to the
same supervisor; subordinates those who answer to the person. Of many, some are taken:
colleagues stand in a circle whose order comes from a seed, and each rates the next
few, so that nobody is asked more often than others. Where fewer could be asked than
must rate before their word counts, nobody is: their time would be lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from competency.rounds import RoundSettings


@dataclass(frozen=True)
class Colleague:
    """Somebody of today's staff: their supervisor, and whether a round rates them."""

    person: int
    supervisor: int | None
    rated: bool = True


@dataclass(frozen=True)
class Asked:
    """Somebody is asked to rate somebody else, as one kind of rater."""

    subject: int
    rater: int
    kind: str


def asked(
    staff: Iterable[Colleague], settings: RoundSettings, seed: int
) -> tuple[Asked, ...]:
    """Who is asked to rate whom, by subject and kind; nobody is asked twice of one."""
    people = tuple(staff)
    present = {each.person for each in people}
    teams: dict[int, list[int]] = defaultdict(list)
    for each in people:
        if each.supervisor in present and each.supervisor != each.person:
            teams[int(each.supervisor or 0)].append(each.person)
    circles = {
        head: sorted(team, key=lambda who: _order(seed, who))
        for head, team in teams.items()
    }
    found = (_of(each, circles, present, settings) for each in people if each.rated)
    return tuple(one for several in found for one in several)


def _order(seed: int, person: int) -> bytes:
    return sha256(f"{seed} {person}".encode()).digest()


def _of(
    subject: Colleague,
    circles: Mapping[int, Sequence[int]],
    present: set[int],
    settings: RoundSettings,
) -> Iterator[Asked]:
    head = subject.supervisor if subject.supervisor in present else None
    if "supervisor" in settings.raters and head not in {None, subject.person}:
        yield Asked(subject.person, int(head or 0), "supervisor")
    below = [who for who in circles.get(subject.person, ()) if who != head]
    several = {
        "peer": _next(circles.get(head or 0, ()), subject.person, settings.most_peers),
        "subordinate": below[: settings.most_subordinates],
    }
    for kind, raters in several.items():
        if kind in settings.raters and len(raters) >= settings.least_raters:
            yield from (Asked(subject.person, rater, kind) for rater in raters)


def _next(circle: Sequence[int], person: int, most: int) -> Sequence[int]:
    """The next few in the circle after a person who stands in it; never themselves."""
    if person not in circle:
        return ()
    at = circle.index(person)
    after = (*circle[at + 1 :], *circle[:at])
    return after[:most]
