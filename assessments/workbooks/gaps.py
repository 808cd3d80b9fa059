"""A gap report of a unit and all below it, as a workbook and as CSV."""

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from assessments.thai import moment
from assessments.workbooks.cells import Value, as_text
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets
from competency.frameworks import Framework
from competency.reports import Cell, Line, State

Translator = Callable[[str], str]
INDENT = "\u2003"


@dataclass(frozen=True)
class Row:
    """A unit with its names as they stood, and its line of the report."""

    code: str
    name_th: str
    name_en: str
    line: Line

    def name(self, language: str) -> str:
        """The name in a language; the Thai one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th


@dataclass(frozen=True)
class Content:
    """All that a gap report prints; rows are in the order of the tree.

    `alone` is the share of levels that rest on the self-rating alone, in tenths.
    """

    round_id: int
    round_name: str
    closed_at: datetime | None
    framework: Framework
    digest: str
    k: int
    alone: float
    rows: tuple[Row, ...]


def write(content: Content, _: Translator, *, language: str) -> bytes:
    """The workbook: gaps, shares below target, levels, method and data."""
    sheets = (
        _sheet(content, _, language, _("Mean gap"), "gap", "gap"),
        _sheet(content, _, language, _("Share below target"), "short", "share"),
        _sheet(content, _, language, _("Mean level"), "level", "level"),
        _method(content, _, language),
    )
    return write_sheets(sheets, language=language, now=content.closed_at)


def _sheet(
    content: Content, _: Translator, language: str, name: str, measure: str, kind: str
) -> Sheet:
    columns = (
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=46),
        Column(_("Asked"), "whole"),
        Column(_("Counted"), "whole"),
        *(
            Column(each.name.of(language), kind, width=14)
            for each in content.framework.competencies
        ),
    )
    top = content.rows[0].line.depth if content.rows else 0
    rows = (
        (
            row.code,
            INDENT * (row.line.depth - top) + row.name(language),
            row.line.asked,
            _("not shown") if row.line.people is None else row.line.people,
            *(said(cell, measure, _) for cell in row.line.cells),
        )
        for row in content.rows
    )
    notes = (content.round_name, not_shown(content, _))
    return Sheet(name, name, (Table(columns, rows),), notes, fixed=2)


def not_shown(content: Content, _: Translator) -> str:
    """What is not shown, and where a few are counted instead."""
    words = _(
        "Every unit counts all below it. Units and competencies with fewer than %(k)s "
        "people, and those from which such a group could be worked out, are not shown. "
        "Where fewer than %(k)s of a unit's people are in no shown unit below it, they "
        "are counted one level up."
    )
    return words % {"k": content.k}


def said(cell: Cell, measure: str, _: Translator) -> Value:
    """The number of a cell, or in words why there is none."""
    number = float(getattr(cell, measure))
    if cell.state is State.SHOWN and not math.isnan(number):
        edge = 0 if measure == "short" else cell.edge
        return f"{'≥' if edge > 0 else '≤'} {number:g}" if edge else round(number, 4)
    if cell.state is State.SHOWN:
        return _("no target") if math.isnan(cell.gap) else _("not shown")
    return {
        State.WITHHELD: _("not shown"),
        State.UNKNOWN: _("unknown"),
        State.FREE: _("not required"),
    }[cell.state]


def meaning(content: Content, _: Translator) -> tuple[str, ...]:
    """How gaps, means and shares are to be read."""
    return (
        _(
            "Gap = level − target: negative is a shortfall. Means are over the people "
            "whose gap is known; where a round sets no target in a competency, over "
            "those whose level is known. Unknown is never counted as 0, and people of "
            "whom a competency is not required are left out of it."
        ),
        _(
            "Means are over %(k)s people or more and in steps: the fewer people, the "
            "larger the step. “≥” and “≤” stand where nearly everybody is at that end "
            "of the scale. A share is shown where %(k)s people or more are on either "
            "side of it."
        )
        % {"k": content.k},
    )


def _method(content: Content, _: Translator, language: str) -> Sheet:
    columns = Column(_("What"), width=42), Column(_("Value"), width=80)
    table = Table(columns, list(_facts(content, _, language)))
    return Sheet(
        _("Method and data"), _("Method and data"), (table,), meaning(content, _)
    )


def _facts(content: Content, _: Translator, language: str) -> Iterator[tuple[str, str]]:
    framework = content.framework
    yield _("Round"), f"{content.round_id} · {content.round_name}"
    if content.closed_at is not None:
        yield _("Closed"), moment(content.closed_at, language)
    yield _("Framework"), f"{framework.name.of(language)} ({framework.id})"
    yield _("Version of the framework"), framework.version
    yield _("Digest of the framework"), content.digest
    yield _("Smallest group shown"), str(content.k)
    if not math.isnan(content.alone):
        yield (
            _("Levels that rest on the self-rating alone, about"),
            f"{content.alone:.0%}",
        )


def as_csv(content: Content, _: Translator, *, language: str) -> bytes:
    """The same as CSV, as Thai Excel reads it: a mark, commas, CR LF."""
    kept = StringIO(newline="")
    writer = csv.writer(kept)
    measures = {"gap": _("gap"), "short": _("share below target"), "level": _("level")}
    names = [each.name.of(language) for each in content.framework.competencies]
    heads = [as_text(f"{name}: {word}") for name in names for word in measures.values()]
    first = _("Unit code"), _("Unit"), _("Asked"), _("Counted")
    writer.writerow((*first, *heads))
    for row in content.rows:
        people = _("not shown") if row.line.people is None else row.line.people
        cells = (said(c, measure, _) for c in row.line.cells for measure in measures)
        unit = as_text(row.code), as_text(row.name(language))
        writer.writerow((*unit, row.line.asked, people, *cells))
    return kept.getvalue().encode("utf-8-sig")
