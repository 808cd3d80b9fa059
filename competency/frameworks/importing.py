"""Frameworks from files of other programs: what they tell, and what they leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from competency.frameworks.layout import Content, Location, path
from competency.frameworks.reading import checked
from competency.frameworks.values import Framework
from competency.problems import Place, Problem, Problems


@dataclass(frozen=True)
class Imported:
    """What a file came to.

    There is a framework where its form is whole; `problems` say what keeps it from
    being used, `remarks` what was left out or filled in.
    """

    framework: Framework | None
    problems: Problems = ()
    remarks: Problems = ()


@dataclass
class Gathered:
    """A content being gathered from another form, and where each field came from."""

    content: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, location: Location, place: Place, text: str = "") -> None:
        """Keep where a field came from, and as what it was written there."""
        self.places[path(location)] = place
        self.written[path(location)] = text

    def blame(self, place: Place, rule: str, value: str = "", known: str = "") -> None:
        """Keep a fault of the file."""
        self.problems.append(Problem(place, rule, value, known))

    def imported(self) -> Imported:
        """The framework of the content, with what breaks a rule at its place."""
        framework, problems = checked(Content(value=self.content, written=self.written))
        own = {problem.place for problem in self.problems}
        absent = {
            (problem.place.sheet, problem.place.column)
            for problem in self.problems
            if problem.rule == "column-missing"
        }
        others = (
            problem
            for problem in placed_at(problems, self.places)
            if problem.place not in own
            and (problem.place.sheet, problem.place.column) not in absent
        )
        found = tuple(dict.fromkeys((*self.problems, *others)))
        in_order = tuple(sorted(found, key=lambda p: p.place.row or 0))
        return Imported(None if self.problems else framework, in_order)


def placed_at(problems: Iterable[Problem], places: Mapping[str, Place]) -> Problems:
    """Problems at the places of their fields, or of the nearest part around them."""
    return tuple(
        replace(problem, place=nearest(places, problem.place.column or ""))
        for problem in problems
    )


def nearest(places: Mapping[str, Place], column: str) -> Place:
    """The place of a field, or of the nearest part around it that has one."""
    while column and column not in places:
        column = column[: max(column.rfind("."), column.rfind("["), 0)]
    return places.get(column, Place())


def both(text: str) -> dict[str, str]:
    """A text that is there in one language only, standing in for the other too."""
    return {"th": text, "en": text}


NAMES = {"th": ("ไทย", "Thai"), "en": ("อังกฤษ", "English")}


def copied(language: str) -> dict[str, str]:
    """The note that marks texts of one language as standing in for the other."""
    thai, english = NAMES.get(language, (f" {language} ", f"“{language}”"))
    told = f"ไฟล์ต้นทางมีข้อความภาษา{thai}เท่านั้น"
    meant = "ข้อความเดียวกันใช้แทนทั้งไทยและอังกฤษ ยังไม่ได้แปล"
    english = (
        f"The source has texts in {english} only; the same texts stand for both Thai "
        "and English, not translated yet."
    )
    return {"th": f"{told} {meant}", "en": english}
