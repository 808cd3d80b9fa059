"""Guarantee C3: what is somebody else's answers just as what is nowhere.

Here: as fast and as long. That status and text are the same at every address stands
in the access matrix.
"""

from statistics import median
from time import perf_counter

from tests.security.house import House
from tests.security.test_matrix import _foreign
from tests.visitor import Visitor

TIMES, APART = 15, 0.02
"""Requests of each kind, and the seconds that their medians may be apart."""

ASKED = {
    "staff": "staff.result staff.plan staff.rate",
    "hr": "hr.job",
    "part": "hr.person",
    "admin": "admin.account hr.request_",
}


def took(reader: Visitor, path: str) -> tuple[float, int, int]:
    """Seconds, status and length of an answer."""
    begun = perf_counter()
    answer = reader.get(path)
    return perf_counter() - begun, answer.status_code, len(answer.data)


def compared(house: House, times: int) -> dict[str, tuple[float, bool]]:
    """Endpoint → seconds that the medians are apart, whether all else is alike."""
    found = {}
    for actor, wanted in ASKED.items():
        names, reader = set(wanted.split()), house.as_(actor)
        for name, foreign, missing in _foreign(house.app, house.world, actor):
            if name not in names:
                continue
            names.discard(name)
            took(reader, foreign)
            # one after the other, so that a busy moment of the machine meets both
            pairs = [
                (took(reader, foreign), took(reader, missing)) for _ in range(times)
            ]
            here, there = ([pair[n] for pair in pairs] for n in (0, 1))
            apart = median(each[0] for each in here) - median(each[0] for each in there)
            alike = {each[1:] for each in here} == {each[1:] for each in there}
            found[name] = abs(apart), alike
        assert names == set()
    return found


def test_what_is_foreign_answers_as_fast_and_as_long_as_what_is_nowhere(
    house: House,
) -> None:
    found = compared(house, TIMES)
    assert len(found) == 7
    assert {name: each for name, each in found.items() if not each[1]} == {}
    assert {name: each for name, each in found.items() if each[0] > APART} == {}
