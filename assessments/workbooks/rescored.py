"""A round expressed in another framework: in words, and as a workbook."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assessments.workbooks.cells import Value
from assessments.workbooks.gaps import INDENT, Row
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets
from competency.crosswalks import Coverage, Crosswalk
from competency.frameworks import Framework

Translator = Callable[[str], str]


@dataclass(frozen=True)
class Content:
    """All that is printed; `levels` has a row for each of `rows`, NaN unknown."""

    round_id: int
    round_name: str
    source: Framework
    target: Framework
    walk: Crosswalk
    rows: tuple[Row, ...]
    levels: tuple[tuple[float, ...], ...]
    coverage: tuple[Coverage, ...]
    lost: tuple[str, ...]
    uncovered: tuple[str, ...]


def warning(content: Content, _: Translator, language: str) -> str:
    """That these levels were carried over and by whose word, in one sentence."""
    words = _(
        "These levels were not assessed: they were carried over from %(source)s by the "
        "crosswalk “%(walk)s” of %(author)s (%(status)s)."
    )
    return words % {
        "source": f"{content.source.name.of(language)} {content.source.version}",
        "walk": content.walk.name.of(language),
        "author": content.walk.author,
        "status": statuses(_)[content.walk.status],
    }


def statuses(_: Translator) -> dict[str, str]:
    """What the statuses of facts are called."""
    return {
        "official": _("official"),
        "ours": _("written by the makers of this program"),
        "agency": _("the agency's own decision"),
        "assumed": _("a suggestion that nobody has accepted"),
    }


def kinds(_: Translator) -> dict[str, str]:
    """What the kinds of relation between competencies are called."""
    return {
        "exact": _("the same as"),
        "broader": _("broader than"),
        "narrower": _("narrower than"),
        "related": _("related to"),
        "none": _("no counterpart"),
    }


def losses(content: Content, _: Translator, language: str) -> tuple[str, ...]:
    """What the way to the other framework costs, one sentence each."""
    found = []
    if content.lost:
        words = _("Lost, since nothing in the other framework takes it up: %(names)s.")
        found.append(words % {"names": _names(content.source, content.lost, language)})
    if content.uncovered:
        words = _("Not covered, so unknown: %(names)s.")
        names = _names(content.target, content.uncovered, language)
        found.append(words % {"names": names})
    return tuple(found)


def _names(framework: Framework, ids: tuple[str, ...], language: str) -> str:
    named = (framework.competency(each) for each in ids)
    return ", ".join(f"{each.id} {each.name.of(language)}" for each in named)


def covered(
    content: Content, _: Translator, language: str
) -> Iterator[tuple[str, str, float, str]]:
    """Each target competency: id, name, covered share, and what it comes from."""
    for each in content.coverage:
        name = content.target.competency(each.competency).name.of(language)
        sources = ", ".join(each.sources) or _("nothing")
        yield each.competency, name, each.share, sources


def write(content: Content, _: Translator, *, language: str) -> bytes:
    """The workbook: levels of units in the other framework, and its coverage."""
    sheets = (_levels(content, _, language), _coverage(content, _, language))
    return write_sheets(sheets, language=language)


def _levels(content: Content, _: Translator, language: str) -> Sheet:
    columns = (
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=46),
        *(
            Column(each.name.of(language), "level", width=14)
            for each in content.target.competencies
        ),
    )
    top = content.rows[0].line.depth if content.rows else 0
    rows = (
        (
            row.code,
            INDENT * (row.line.depth - top) + row.name(language),
            *(_cell(level, _) for level in levels),
        )
        for row, levels in zip(content.rows, content.levels, strict=True)
    )
    notes = (
        content.round_name,
        warning(content, _, language),
        *losses(content, _, language),
    )
    title = _("Levels carried over to %(framework)s") % {
        "framework": content.target.name.of(language)
    }
    return Sheet(_("Levels carried over"), title, (Table(columns, rows),), notes, 2)


def _cell(level: float, _: Translator) -> Value:
    return _("unknown or not shown") if math.isnan(level) else round(level, 4)


def _coverage(content: Content, _: Translator, language: str) -> Sheet:
    columns = (
        Column(_("Id"), "code"),
        Column(_("Competency"), width=46),
        Column(_("Covered"), "share"),
        Column(_("Comes from"), width=46),
    )
    rows = list(covered(content, _, language))
    note = _("Covered is the share of the competency that the crosswalk speaks for.")
    return Sheet(_("Coverage"), _("Coverage"), (Table(columns, rows),), (note,))
