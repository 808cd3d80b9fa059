"""A map: which column of a file is which item, and which value is which answer.

    columns: {ความถนัด 1: i01, Q2: i02}
    answers: {มากที่สุด: 6, 99: does-not-know, "-": does-not-apply}

What the map does not name keeps its own meaning.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from competency.frameworks import Framework
from competency.frameworks.layout import Content, content, path, placed
from competency.problems import Place, Problem, Problems
from competency.responses.codes import WORDS, Value, plain, whole

SECTIONS = ("columns", "answers")
_HARMLESS = "key-not-text"
"""A value or column of a file may look like a number: it is taken as written."""


@dataclass(frozen=True)
class AnswerMap:
    """Header of the file → item id, and text of the file → answer."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)


def read_map(text: str, framework: Framework) -> tuple[AnswerMap | None, Problems]:
    """The map of a YAML text, or all its problems.

    A problem's row is the line of the file, its column the dotted path of the field.
    """
    found = content(text)
    faults = [fault for fault in found.problems if fault.rule != _HARMLESS]
    if found.value is None and faults:
        return None, tuple(faults)
    if not isinstance(found.value, dict):
        return None, (Problem(Place(row=1), "not-a-map"),)
    faults += _sections(found)
    faults += _columns(found, framework)
    faults += _answers(found, framework)
    if faults:
        return None, placed(tuple(faults), found)
    columns, answers = (_section(found, name) for name in SECTIONS)
    values = ((plain(text), _value(value)) for text, value in answers.items())
    known = {text: value for text, value in values if value is not None}
    return AnswerMap({plain(k): str(v) for k, v in columns.items()}, known), ()


def _section(found: Content, name: str) -> Mapping[str, object]:
    section = found.value.get(name)
    return section if isinstance(section, dict) else {}


def _sections(found: Content) -> Iterator[Problem]:
    """Fields that are not known, sections that are no mappings, keys that repeat."""
    for name, section in found.value.items():
        if name not in SECTIONS:
            yield Problem(Place(column=name), "field-unknown")
        elif not isinstance(section, dict):
            yield Problem(Place(column=name), "not-mapping")
    for name in SECTIONS:
        seen: set[str] = set()
        for key in _section(found, name):
            if plain(key) in seen:
                yield Problem(_place(name, key), "key-twice", key)
            seen.add(plain(key))


def _columns(found: Content, framework: Framework) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for header, value in _section(found, "columns").items():
        place = _place("columns", header)
        item = found.written.get(place.column or "", "")
        if value not in framework.positions:
            name = f"{framework.id}@{framework.version}"
            yield Problem(place, "item-unknown", item, name)
        elif first.setdefault(item, header) != header:
            yield Problem(place, "value-twice", item, first[item])


def _answers(found: Content, framework: Framework) -> Iterator[Problem]:
    scales = framework.answers.values()
    values = {answer.value for scale in scales for answer in scale}
    for text, value in _section(found, "answers").items():
        if (known := _value(value)) not in values and known not in WORDS:
            expected = ", ".join((*map(str, sorted(values)), *WORDS))
            place = _place("answers", text)
            written = found.written.get(place.column or "", "")
            yield Problem(place, "not-one-of", written, expected)


def _value(value: object) -> Value | None:
    """The answer that a map names; None for what cannot be one."""
    if isinstance(value, str):
        word = plain(value).casefold()
        return word if word in WORDS else whole(plain(value))
    return value if type(value) is int else None


def _place(section: str, key: str) -> Place:
    return Place(column=path((section, key)))
