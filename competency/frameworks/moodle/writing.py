"""A framework as Moodle's competency CSV."""

import json
import re
from collections.abc import Iterator, Sequence

from competency.frameworks.markup import marked_up
from competency.frameworks.moodle.columns import HEADERS, HTML
from competency.frameworks.values import Area, Framework

_QUOTED = re.compile(r'[,"\\\s]')
_AREAS = "domain,competency,competency,competency"
_NO_AREAS = "competency,competency,competency,competency"
_NO_RULE = ("", "0", "null")
"""Type, outcome and configuration of no completion rule, as Moodle writes them."""


def write(framework: Framework, language: str) -> str:
    """The CSV text of areas, competencies and levels in one language.

    Areas stand at the top, competencies below them. An area that only holds the whole
    (it has the id and the name of the framework) is left out. Items, targets and the
    other language have no place in this format.
    """
    return "".join(f"{_line(row)}\n" for row in (HEADERS, *rows(framework, language)))


def rows(framework: Framework, language: str) -> Iterator[Sequence[str]]:
    """The rows below the header: framework, areas, competencies."""
    yield _framework(framework, language)
    ids = _area_ids(framework)
    used = {competency.area for competency in framework.competencies}
    number = 0
    for area in framework.areas:
        if area.id in used and ids[area.id]:
            number += 1
            yield _row("", ids[area.id], area.name.of(language), "", number)
    for each in framework.competencies:
        number += 1
        text = each.description.of(language) if each.description else ""
        parent = ids.get(each.area, "")
        yield _row(parent, each.id, each.name.of(language), text, number)


def _framework(framework: Framework, language: str) -> Sequence[str]:
    note = framework.source.note
    steps = sorted(framework.scale, key=lambda step: step.level)
    names = [step.name.of(language).replace(",", ";") for step in steps]
    return (
        "",
        framework.id,
        framework.name.of(language),
        marked_up(note.of(language) if note else ""),
        HTML,
        ",".join(names),
        configuration(len(names)),
        *("", "", "", "", ""),
        "1",
        _AREAS if any(_area_ids(framework).values()) else _NO_AREAS,
    )


def configuration(steps: int) -> str:
    """Moodle's note on a scale: the lowest step is the default, all others will do.

    The number of the scale is set anew by the site that reads it.
    """
    first = {"id": 1, "scaledefault": 1, "proficient": 0}
    others = [
        {"id": n, "scaledefault": 0, "proficient": 1} for n in range(2, steps + 1)
    ]
    parts = [{"scaleid": "1"}, first, *others]
    return json.dumps(parts, separators=(",", ":"))


def _row(parent: str, id_: str, name: str, text: str, number: int) -> Sequence[str]:
    empty = ("", "")
    row = (parent, id_, name, marked_up(text), HTML, *empty, *_NO_RULE, "")
    return (*row, str(number), *empty)


def is_whole(area: Area, framework: Framework) -> bool:
    """Whether an area is there only because a framework needs one."""
    return area.id == framework.id and area.name == framework.name


def _area_ids(framework: Framework) -> dict[str, str]:
    """The ID number of each area, apart from all competencies; "" of the whole."""
    taken = set(framework.competency_ids)
    found = {}
    for area in framework.areas:
        id_ = area.id
        while id_ in taken:
            id_ += "-area"
        taken.add(id_)
        found[area.id] = "" if is_whole(area, framework) else id_
    return found


def _line(row: Sequence[str]) -> str:
    """A row as PHP writes it: in quotes where a cell holds more than a word."""
    return ",".join(
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
        for cell in row
    )
