"""What each profile requires of each competency, cell by cell."""

import math
from dataclasses import dataclass

from flask_babel import gettext as _

from assessments import languages
from assessments.hr.frameworks.words import STATUSES
from competency.frameworks import Framework, Target
from competency.gaps import target_level


@dataclass(frozen=True)
class Cell:
    """A target in words; `source` is the number of its source, 0 where none is told."""

    target: str
    known: bool
    suggested: str = ""
    status: str = ""
    source: int = 0


@dataclass(frozen=True)
class Matrix:
    """Competencies × profiles, and the sources that cells refer to by number."""

    profiles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    sources: tuple[str, ...]


def targets(framework: Framework, language: str) -> Matrix:
    """The targets of a framework; a cell that is not there is unknown."""
    cells = [t for profile in framework.profiles for t in profile.targets.values()]
    sources = tuple(dict.fromkeys(each.source for each in cells if each.source))
    numbers = {source: number for number, source in enumerate(sources, 1)}
    rows = tuple(
        (
            competency.name.of(language),
            tuple(
                _cell(profile.targets.get(competency.id), numbers)
                for profile in framework.profiles
            ),
        )
        for competency in framework.competencies
    )
    names = tuple(profile.name.of(language) for profile in framework.profiles)
    return Matrix(names, rows, sources)


def _cell(target: Target | None, numbers: dict[str, int]) -> Cell:
    level = target_level(target)
    if target is None:
        return Cell(_words(level), known=False)
    known = not math.isnan(level)
    suggested = "" if known else _suggested(target)
    status = str(STATUSES[target.status][0])
    return Cell(_words(level), known, suggested, status, numbers.get(target.source, 0))


def _words(level: float) -> str:
    return str(_("not required")) if math.isinf(level) else languages.level(level)


def _suggested(target: Target) -> str:
    """What a cell that sets no target would set, were it accepted; maybe nothing."""
    accepted = target_level(target.model_copy(update={"status": "agency"}))
    return "" if math.isnan(accepted) else _words(accepted)
