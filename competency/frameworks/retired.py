"""Ids that a framework once gave up are not given to something else later.

A code stands for one thing in all versions: answers, targets, courses and crosswalks
of other years refer to it. What was dropped may come back as what it was.
"""

from collections.abc import Iterator, Mapping, Sequence

from competency.frameworks.values import Framework, Text
from competency.problems import Place, Problem, Problems

_Parts = Mapping[tuple[str, str], tuple[str, Text]]
"""(kind, id) → where it stands, and what it says."""


def reused(framework: Framework, earlier: Sequence[Framework]) -> Problems:
    """Every id that an earlier version used for something else before it was dropped.

    `earlier` are the versions of the framework in the order in which they were added.
    An id is only taken amiss where the newest of them lacks it, and where its words
    are others in both languages.
    """
    if not earlier:
        return ()
    before = [(each.version, _parts(each)) for each in earlier]
    known = before[-1][1]
    return tuple(
        problem
        for key, (place, words) in _parts(framework).items()
        if key not in known
        for problem in _fault(key, place, words, before)
    )


def _fault(
    key: tuple[str, str],
    place: str,
    words: Text,
    before: Sequence[tuple[str, _Parts]],
) -> Iterator[Problem]:
    for version, parts in reversed(before):
        if key in parts:
            old = parts[key][1]
            if words.th != old.th and words.en != old.en:
                told = f"{version}: {old.th} / {old.en}"
                yield Problem(Place(column=place), "id-retired", key[1], told)
            return


def _parts(framework: Framework) -> _Parts:
    return {(kind, id_): (place, text) for kind, id_, place, text in _all(framework)}


def _all(framework: Framework) -> Iterator[tuple[str, str, str, Text]]:
    for at, area in enumerate(framework.areas):
        yield "area", area.id, f"areas[{at}].id", area.name
    for at, competency in enumerate(framework.competencies):
        place = f"competencies[{at}]"
        yield "competency", competency.id, f"{place}.id", competency.name
        for number, item in enumerate(competency.items):
            yield "item", item.id, f"{place}.items[{number}].id", item.text
    for at, profile in enumerate(framework.profiles):
        yield "profile", profile.id, f"profiles[{at}].id", profile.name
