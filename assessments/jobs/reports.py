"""A gap report in words, in the language of now: what its PDF and its picture print.

Every number is written as the page writes it, and comes from what the report shows.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from assessments import heatmaps, languages, thai
from assessments.documents import gaps as documents
from assessments.documents.gaps import Own, Report
from assessments.documents.typesetting import Page
from assessments.heatmaps import Heatmap, Spot
from assessments.workbooks import gaps as workbooks
from assessments.workbooks.gaps import Content, Row
from competency.reports import Cell, Line, State

MOST_CELLS = 3_000
"""Cells of a table that is printed: ten of them take about a megabyte to typeset."""


def pdf(content: Content, now: datetime) -> bytes:
    """The report as a tagged PDF, marked where all is invented."""
    report = written(content)
    about = f"{content.round_name} · {report.about}"
    page = Page(report.title, languages.current(), about, now, _notice())
    return documents.write(report, page, _)


def _notice() -> str:
    notice = _("Demo: all people, units and figures are invented.")
    return notice if current_app.config["DEMO"] else ""


def png(content: Content) -> bytes:
    """The heatmap of the highest unit and those one step below, as on its page."""
    return heatmaps.png(picture(content), told(content))


def picture(content: Content) -> Heatmap:
    """What the picture shows: it stands alone, so it says whose and when it is."""
    last = content.rows[0].line.depth + 1
    rows = [row for row in content.rows if row.line.depth <= last]
    found = heatmap(content, rows)
    unit, closed = rows[0].name(languages.current()), content.closed_at
    when = _("Closed %(time)s", time=languages.moment(closed))
    framework = content.framework.name.of(languages.current())
    about = f"{content.round_name} · {when} · {framework} {content.framework.version}"
    notes = tuple(filter(None, (_notice(), about, *found.notes)))
    return replace(found, title=f"{found.title}: {unit}", notes=notes)


def written(content: Content) -> Report:
    """The report in words."""
    language, rows = languages.current(), printed(content)
    return Report(
        title=_("Gap report"),
        about=content.rows[0].name(language) if content.rows else "",
        facts=_facts(content),
        says=(*_read(content), *_left_out(content, rows)),
        own=_own(content),
        gaps=heatmap(content, rows),
        levels=levels(content, rows),
    )


def printed(content: Content, most: int = MOST_CELLS) -> tuple[Row, ...]:
    """The units of as many whole steps below the highest one as a report can hold."""
    size = len(content.framework.competencies)
    depths = sorted({row.line.depth for row in content.rows})
    found = content.rows[:1]
    for depth in depths:
        rows = tuple(row for row in content.rows if row.line.depth <= depth)
        if len(rows) * size > most:
            break
        found = rows
    return found


def _read(content: Content) -> tuple[str, ...]:
    """How the report is to be read."""
    return (*workbooks.meaning(content, _), workbooks.not_shown(content, _))


def _left_out(content: Content, rows: Sequence[Row]) -> Iterator[str]:
    """That some units are not printed, where it is so."""
    count = len(content.rows) - len(rows)
    if count:
        yield _(
            "%(count)s units further below are too many to print. They stand in the "
            "Excel workbook.",
            count=count,
        )


def _facts(content: Content) -> tuple[tuple[str, str], ...]:
    language, framework = languages.current(), content.framework
    closed = content.closed_at
    name = f"{framework.name.of(language)} ({framework.id} {framework.version})"
    return (
        (_("Round"), f"{content.round_id} · {content.round_name}"),
        (_("Closed"), thai.moment(closed, language) if closed else "–"),
        (_("Counted"), _counted(content)),
        (_("Framework"), name),
        (_("Digest of the framework"), content.digest),
        (_("Smallest group shown"), str(content.k)),
        (_("Levels that rest on the self-rating alone, about"), _alone(content)),
    )


def _counted(content: Content) -> str:
    if not content.rows or content.rows[0].line.people is None:
        return str(_("not shown"))
    line = content.rows[0].line
    words: str = _(
        "The figures are of %(people)s of %(asked)s people asked (%(share)s).",
        people=line.people,
        asked=line.asked,
        share=languages.share(line.rate),
    )
    return words


def _alone(content: Content) -> str:
    known = not math.isnan(content.alone)
    return languages.share(content.alone) if known else str(_("not shown"))


def _own(content: Content) -> tuple[Own, ...]:
    cells = content.rows[0].line.cells if content.rows else ()
    names = content.framework.competencies
    return tuple(
        Own(each.name.of(languages.current()), _cells(cell, content.framework.highest))
        for each, cell in zip(names, cells, strict=False)
    )


def _cells(cell: Cell, highest: int) -> tuple[str, ...]:
    """Level, gap and share below of a cell, as its page writes them."""
    if cell.state is not State.SHOWN:
        return (str(workbooks.said(cell, "level", _)),)
    aimed, level = not math.isnan(cell.gap), languages.level(cell.level)
    return (
        _edge(cell) + _("%(level)s of %(highest)s", level=level, highest=highest),
        _edge(cell) + languages.gap(cell.gap) if aimed else _("no target"),
        _short(cell) if aimed else "–",
    )


def _edge(cell: Cell) -> str:
    """A sign before a number that is told to be at least or at most this."""
    return "" if not cell.edge else ("≥ " if cell.edge > 0 else "≤ ")


def _short(cell: Cell) -> str:
    known = not math.isnan(cell.short)
    return languages.share(cell.short) if known else str(_("not shown"))


def heatmap(content: Content, rows: Sequence[Row]) -> Heatmap:
    """Mean gaps of these units, with the shares of people below their target."""
    title = _("Mean gap by unit and competency")
    note = _(
        "Gap = level − target. A unit counts all below it; “below” is the share of "
        "people under their target."
    )
    return _heatmap(content, rows, title, (note,), _gap_spot)


def levels(content: Content, rows: Sequence[Row]) -> Heatmap:
    """Mean levels of these units."""
    title = _("Mean level by unit and competency")
    return _heatmap(content, rows, title, (), _level_spot)


def _heatmap(
    content: Content,
    rows: Sequence[Row],
    title: str,
    notes: tuple[str, ...],
    spot: Callable[[Cell], Spot],
) -> Heatmap:
    language = languages.current()
    top = rows[0].line.depth if rows else 0
    return Heatmap(
        title=title,
        notes=notes,
        corner=_("Unit"),
        count=_("Counted"),
        heads=tuple(c.name.of(language) for c in content.framework.competencies),
        rows=tuple(
            heatmaps.Row(
                row.name(language),
                row.line.depth - top,
                _people(row.line),
                tuple(map(spot, row.line.cells)),
            )
            for row in rows
        ),
        key=_key(content.k),
    )


def _people(line: Line) -> str:
    return _("not shown") if line.people is None else str(line.people)


def _gap_spot(cell: Cell) -> Spot:
    if cell.state is not State.SHOWN:
        return Spot(None, str(workbooks.said(cell, "gap", _)))
    if math.isnan(cell.gap):
        level = _edge(cell) + languages.level(cell.level)
        return Spot(None, _("level %(level)s, no target", level=level))
    gap = _edge(cell) + languages.gap(cell.gap)
    if math.isnan(cell.short):
        return Spot(cell.shade, gap)
    more = _("%(share)s below", share=languages.share(cell.short))
    return Spot(cell.shade, gap, more)


def _level_spot(cell: Cell) -> Spot:
    if cell.state is not State.SHOWN:
        return Spot(None, str(workbooks.said(cell, "level", _)))
    return Spot(None, _edge(cell) + languages.level(cell.level))


def _key(k: int) -> tuple[tuple[int | None, str], ...]:
    """What each shade and mark means, as the page tells it."""
    return (
        (-3, _("1.5 levels or more below the target")),
        (-2, _("0.75 to 1.5 below")),
        (-1, _("below the target")),
        (0, _("on the target")),
        (1, _("above the target")),
        (
            None,
            _(
                "not shown: fewer than %(k)s people, or a smaller group could be "
                "worked out",
                k=k,
            ),
        ),
    )


def told(content: Content) -> str:
    """What the picture shows in words, for those who do not see it: its first row."""
    found = picture(content)
    gaps = (
        f"{head}: {spot.text}"
        for head, spot in zip(found.heads, found.rows[0].spots, strict=True)
    )
    said = _(
        "A table of shades: %(units)s units against %(competencies)s competencies."
    )
    counts = {"units": len(found.rows), "competencies": len(found.heads)}
    return f"{found.title}. {said % counts} {found.rows[0].name}: {'; '.join(gaps)}."
