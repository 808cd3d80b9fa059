"""A heatmap as a PNG, for slides and letters; readable in grey, with its own key.

A picture never stands alone: its words for those who do not see it are kept in the
file and told beside it. matplotlib is heavy and is loaded with the first picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from assessments import fonts, thai

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

SHADES = {-3: "#f3b7a4", -2: "#f8d3c6", -1: "#fcebe5", 0: "#e2f0e6", 1: "#bfe0c9"}
"""Colour of each band of gaps, as on the page; marks and signs say the same."""

MARKS = {-3: "▼▼▼", -2: "▼▼", -1: "▼", 0: "•", 1: "▲"}
"""Mark of each band of gaps: told apart where there is no colour."""

_NONE, _INK, _QUIET = "#eceff2", "#1d2733", "#4d5a68"
_DOTS = 150
_NAME, _COUNT, _CELL = 3.0, 0.9, 1.25
"""Inches of the columns."""
_NAME_LETTERS, _HEAD_LETTERS = 30, 13
_LINE, _ROW, _KEY, _EDGE = 0.2, 0.62, 0.3, 0.15
"""Inches of a line of text, of a row, of a line of the key, and around it all."""
_MOST_DOTS = 16_000
"""More on one side is more than most programs open."""
_DRAWING = Lock()


@dataclass(frozen=True)
class Spot:
    """One cell: its band of gaps, None where there is no gap, and its words."""

    band: int | None
    text: str
    more: str = ""


@dataclass(frozen=True)
class Row:
    """One unit: `depth` steps below the first, people in words, a spot a competency."""

    name: str
    depth: int
    people: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Heatmap:
    """Units against competencies in words; `key` says what each band means."""

    title: str
    notes: tuple[str, ...]
    corner: str
    count: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    key: tuple[tuple[int | None, str], ...]


def png(picture: Heatmap, told: str) -> bytes:
    """The heatmap as a PNG that holds `told` as its description.

    The same values give the same bytes.
    """
    with _DRAWING:  # matplotlib does not promise to be safe in threads
        return _saved(_drawn(picture), picture.title, told)


def _drawn(picture: Heatmap) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 -- heavy

    heads = [thai.wrap(each, _HEAD_LETTERS) for each in picture.heads]
    top = _LINE * max(map(len, heads), default=1) + _EDGE
    lines = (1.5 + 1.1 * len(picture.notes)) * _LINE + _EDGE
    below = _EDGE + _KEY * len(picture.key)
    wide = _NAME + _COUNT + _CELL * len(heads)
    high = lines + top + _ROW * len(picture.rows) + below
    figure = Figure(figsize=(wide + 2 * _EDGE, high + 2 * _EDGE))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-_EDGE, wide + _EDGE), ylim=(high + _EDGE, -_EDGE))
    axes.set_axis_off()
    _words(axes, picture)
    _heads(axes, picture, heads, lines + top)
    for at, row in enumerate(picture.rows):
        _row(axes, row, lines + top + _ROW * at)
    _key(axes, picture, lines + top + _ROW * len(picture.rows) + _EDGE)
    return figure


def _words(axes: "Axes", picture: Heatmap) -> None:
    _text(axes, 0, _LINE * 0.75, picture.title, size=14, weight=700)
    for at, note in enumerate(picture.notes):
        _text(axes, 0, _LINE * (2.1 + 1.1 * at), note, colour=_QUIET)


def _heads(
    axes: "Axes", picture: Heatmap, heads: Sequence[Sequence[str]], base: float
) -> None:
    """The names of the columns, standing on the line above the first row."""
    foot = base - _EDGE / 2
    _text(axes, 0, foot, picture.corner, weight=700, up="bottom")
    count = "\n".join(thai.wrap(picture.count, _HEAD_LETTERS - 4))
    middle = _NAME + _COUNT / 2
    _text(axes, middle, foot, count, weight=700, across="center", up="bottom")
    for at, lines in enumerate(heads):
        middle = _NAME + _COUNT + _CELL * (at + 0.5)
        words = "\n".join(lines)
        _text(axes, middle, foot, words, weight=700, across="center", up="bottom")


def _row(axes: "Axes", row: Row, top: float) -> None:
    middle, indent = top + _ROW / 2, 0.2 * row.depth
    weight = 400 if row.depth else 700
    lines = thai.wrap(row.name, _NAME_LETTERS - 2 * row.depth)
    _text(axes, indent, middle, "\n".join(lines), weight=weight)
    right = _NAME + _COUNT - 0.2
    _text(axes, right, middle, row.people, weight=weight, across="right")
    for at, spot in enumerate(row.spots):
        _spot(axes, spot, _NAME + _COUNT + _CELL * at, top)


def _spot(axes: "Axes", spot: Spot, left: float, top: float) -> None:
    _box(axes, left, top, _CELL, _ROW, spot.band)
    middle = left + _CELL / 2
    if spot.band is None:
        words = "\n".join(thai.wrap(spot.text, _HEAD_LETTERS))
        _text(axes, middle, top + _ROW / 2, words, size=9, across="center")
        return
    words = f"{MARKS[spot.band]} {spot.text}"
    _text(axes, middle, top + _ROW * 0.33, words, weight=700, across="center")
    _text(axes, middle, top + _ROW * 0.72, spot.more, size=9, across="center")


def _box(
    axes: "Axes", left: float, top: float, wide: float, high: float, band: int | None
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 -- heavy

    colour = _NONE if band is None else SHADES[band]
    gap = 0.02
    corner = left + gap, top + gap
    axes.add_patch(Rectangle(corner, wide - 2 * gap, high - 2 * gap, facecolor=colour))


def _key(axes: "Axes", picture: Heatmap, top: float) -> None:
    for at, (band, words) in enumerate(picture.key):
        middle = top + _KEY * (at + 0.5)
        _box(axes, 0, middle - _KEY / 2, 0.8, _KEY, band)
        mark = "·" if band is None else MARKS[band]
        _text(axes, 0.4, middle, mark, across="center")
        _text(axes, 0.95, middle, words)


def _font(size: float, weight: int) -> "FontProperties":
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 -- heavy

    return FontProperties(fname=str(fonts.path(weight)), size=size)


def _text(  # noqa: PLR0913 -- all that a text needs
    axes: "Axes",
    x: float,
    y: float,
    words: str,
    *,
    size: float = 10.5,
    weight: int = 400,
    colour: str = _INK,
    across: str = "left",
    up: str = "center",
) -> None:
    axes.text(
        x,
        y,
        words,
        ha=across,
        va=up,
        color=colour,
        linespacing=1.25,
        parse_math=False,  # what stands between two dollar signs is text too
        fontproperties=_font(size, weight),
    )


def _saved(figure: "Figure", title: str, told: str) -> bytes:
    dots = min(_DOTS, _MOST_DOTS / max(figure.get_size_inches()))
    target = BytesIO()
    metadata = {"Software": None, "Title": title, "Description": told}
    figure.savefig(target, format="png", dpi=dots, metadata=metadata)
    return target.getvalue()
