"""A gap report on paper: a unit by competency, then it and all below it in tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments.documents.typesetting import Content, Page, Translator, pdf
from assessments.heatmaps import MARKS, Heatmap, Row

TEMPLATE = "gaps.typ"

MOST_COLUMNS = 7
"""Competencies beside each other across a sheet; more stand in further tables."""

UPRIGHT = 3
"""So many competencies fit on a sheet that is not turned."""


@dataclass(frozen=True)
class Own:
    """One competency of the highest unit, in words."""

    name: str
    cells: tuple[str, ...]
    """Level, gap, share below target; or why there is none, alone."""


@dataclass(frozen=True)
class Report:
    """All that is printed of a gap report, in words.

    `gaps` and `levels` are of the highest unit and all below it, whom `own` is about.
    """

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    own: tuple[Own, ...]
    gaps: Heatmap
    levels: Heatmap


def write(report: Report, page: Page, _: Translator) -> bytes:
    """The PDF of a report; sheets are turned where its tables need it."""
    return pdf(TEMPLATE, page, _content(report, _), _)


def _content(report: Report, _: Translator) -> Content:
    return {
        "words": _words(_),
        "about": report.about,
        "facts": [list(each) for each in report.facts],
        "says": list(report.says),
        "own": [[each.name, *each.cells] for each in report.own],
        "turned": len(report.gaps.heads) > UPRIGHT,
        "key": [_key(band, words) for band, words in report.gaps.key],
        "parts": [_part(each) for each in (report.gaps, report.levels)],
    }


def _part(picture: Heatmap) -> Content:
    """A heading and its tables, each of a few competencies and all units."""
    return {
        "title": picture.title,
        "notes": list(picture.notes),
        "tables": list(_tables(picture)),
    }


def _tables(picture: Heatmap) -> Iterator[Content]:
    size = len(picture.heads)
    for at in range(0, size, MOST_COLUMNS):
        columns = slice(at, at + MOST_COLUMNS)
        yield {
            "heads": [picture.corner, picture.count, *picture.heads[columns]],
            "rows": [_row(each, columns) for each in picture.rows],
        }


def _row(row: Row, columns: slice) -> Content:
    spots: Sequence[Content] = [
        {
            "band": each.band,
            "mark": "" if each.band is None else MARKS[each.band],
            "text": each.text,
            "more": each.more,
        }
        for each in row.spots[columns]
    ]
    return {
        "name": row.name,
        "depth": row.depth,
        "people": row.people,
        "spots": spots,
    }


def _key(band: int | None, words: str) -> Content:
    return {"band": band, "mark": "·" if band is None else MARKS[band], "text": words}


def _words(_: Translator) -> Content:
    """The texts that stand on every report."""
    return {
        "own": [
            _("Competency"),
            _("Mean level"),
            _("Mean gap"),
            _("Below their target"),
        ],
        "by_competency": _("By competency"),
        "key": _("Shades and marks"),
    }
