"""Values to SVG with text as paths, for pages, workbooks and documents alike.

The same values give the same bytes. A picture never stands alone: its numbers are in
a table beside it. matplotlib is heavy and is loaded with the first picture.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from math import atan2, ceil, cos, isfinite, isnan, nan, pi, sin
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from assessments import fonts, thai

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.projections.polar import PolarAxes
    from matplotlib.text import Annotation

EDITION = 2
"""Raise it when the same values shall look different: kept pictures are made anew."""

FEWEST_SPOKES = 3
"""Fewer give no shape."""
MOST_SPOKES = 12
"""More cannot be read on a phone."""

_STROKE = {"linewidth": 2, "markeredgewidth": 1.8}
_LEVEL: dict[str, Any] = {
    **_STROKE,
    "color": "#0b4f6c",
    "linestyle": "-",
    "marker": "o",
    "markersize": 6,
}
_TARGET: dict[str, Any] = {
    **_STROKE,
    "color": "#b45309",
    "linestyle": "--",
    "marker": "s",
    "markersize": 9,
    "markerfacecolor": "white",
}
"""Solid and round against dashed and square: told apart in grey print too."""
_INK, _QUIET, _RINGS = "#1d2733", "#4d5a68", "#c3cad1"
_LABEL_WIDTH = 13
_FONT_SIZE, _RING_SIZE = 13, 11
_UNKNOWN_AWAY, _LABEL_AWAY = 9, 20
"""Points beyond the outer ring."""
_MOST_RINGS = 10
_HOLE = 0.12
"""The lowest level is a ring too; the very centre means nothing."""
_DRAWING = Lock()
_POINT = re.compile(r'(M |L |x=")(-?[\d.]+)( |" y=")(-?[\d.]+)')
_Parts = tuple[str, str, str]


@dataclass(frozen=True)
class Spoke:
    """One direction of a radar: NaN or infinite where there is nothing to draw."""

    label: str
    level: float
    target: float


@dataclass(frozen=True)
class Radar:
    """Levels against targets on one scale, and the words of the key."""

    spokes: tuple[Spoke, ...]
    lowest: int
    highest: int
    level_word: str
    target_word: str
    unknown_word: str


def radar(picture: Radar) -> bytes:
    """The radar as SVG: the first spoke points up, the others follow clockwise.

    A level that is unknown leaves a gap in the line and a question mark outside the
    rings; a target that is unknown or not required leaves a gap.
    """
    with _DRAWING:  # matplotlib does not promise to be safe in threads
        return _drawn(picture)


def radar_of_many(picture: Radar) -> bytes:
    """The same radar, quick for whoever has had one that differs in known levels alone.

    Two are drawn, with all levels at an end of the scale: between them, the mark of a
    level moves along its spoke.
    """
    low, high = _ends(_bare(picture))
    found = zip(_POINT.finditer(low[1]), _POINT.finditer(high[1]), strict=True)
    points = iter([_between(picture, *pair) for pair in found])
    levels = _POINT.sub(lambda _: next(points), low[1])
    return f"{low[0]}{levels}{low[2]}".encode()


def _bare(picture: Radar) -> Radar:
    """A radar without its levels; unknown ones are all the same, so that it is kept."""
    spokes = (
        Spoke(
            spoke.label,
            picture.lowest if isfinite(spoke.level) else nan,
            nan if isnan(spoke.target) else spoke.target,
        )
        for spoke in picture.spokes
    )
    return replace(picture, spokes=tuple(spokes))


@lru_cache(32)
def _ends(bare: Radar) -> tuple[_Parts, _Parts]:
    """A radar with its known levels all lowest and all highest, cut at their line."""
    highest = (
        replace(each, level=bare.highest) if isfinite(each.level) else each
        for each in bare.spokes
    )
    drawn = radar(bare), radar(replace(bare, spokes=tuple(highest)))
    low, high = (_cut(picture.decode()) for picture in drawn)
    return low, high


def _cut(svg: str) -> _Parts:
    """What stands before the line of levels, the line with its marks, and the rest."""
    before, mark, rest = svg.partition('<g id="levels">')
    end = rest.index("</g>")
    return before + mark, rest[:end], rest[end:]


def _between(picture: Radar, low: re.Match[str], high: re.Match[str]) -> str:
    """A point of the line, moved to the level of its spoke; others stay."""
    (x, y), (to_x, to_y) = ((float(each[2]), float(each[4])) for each in (low, high))
    if (x, y) == (to_x, to_y):
        return low[0]
    turn = atan2(to_x - x, y - to_y) / (2 * pi)
    level = picture.spokes[
        round(turn * len(picture.spokes)) % len(picture.spokes)
    ].level
    share = (level - picture.lowest) / (picture.highest - picture.lowest)
    x, y = x + share * (to_x - x), y + share * (to_y - y)
    return f"{low[1]}{x:.6f}{low[3]}{y:.6f}"


def _drawn(picture: Radar) -> bytes:
    figure, axes = _empty(picture)
    angles = [2 * pi * n / len(picture.spokes) for n in range(len(picture.spokes))]
    _rings(axes, picture, angles)
    _line(axes, angles, [s.target for s in picture.spokes], "targets", _TARGET)
    _line(axes, angles, [s.level for s in picture.spokes], "levels", _LEVEL)
    for number, (angle, spoke) in enumerate(zip(angles, picture.spokes, strict=True)):
        label = "\n".join(thai.wrap(spoke.label, _LABEL_WIDTH))
        _outside(axes, picture, angle, label, _LABEL_AWAY)
        if isnan(spoke.level):
            mark = _outside(axes, picture, angle, "?", _UNKNOWN_AWAY)
            mark.set(ha="center", va="center", gid=f"unknown-{number}")
    _key(axes, picture)
    return _svg(figure)


def _font(size: float) -> "FontProperties":
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 -- heavy

    return FontProperties(fname=str(fonts.path()), size=size)


def _empty(picture: Radar) -> "tuple[Figure, PolarAxes]":
    """A figure of its own, in no list of open ones, and its polar axes."""
    from matplotlib.figure import Figure  # noqa: PLC0415 -- heavy

    side = max(2.6, 0.3 * len(picture.spokes))
    figure = Figure(figsize=(side, side))
    axes = cast("PolarAxes", figure.add_axes((0, 0, 1, 1), projection="polar"))
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    span = picture.highest - picture.lowest
    axes.set_ylim(picture.lowest, picture.highest)
    axes.set_rorigin(picture.lowest - _HOLE * span)
    return figure, axes


def _rings(axes: "PolarAxes", picture: Radar, angles: Sequence[float]) -> None:
    """A ring for each level, its number between the last spoke and the first."""
    step = ceil((picture.highest - picture.lowest) / _MOST_RINGS)
    levels = range(picture.lowest, picture.highest + 1, step)
    axes.set_yticks(levels, labels=[])
    axes.set_xticks(angles, labels=[])
    axes.grid(color=_RINGS, linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set(color=_RINGS, linewidth=0.8)
    between = angles[-1] + pi / len(angles)
    for level in levels:
        axes.text(
            between,
            level,
            str(level),
            ha="center",
            va="center",
            color=_QUIET,
            fontproperties=_font(_RING_SIZE),
        )


def _line(
    axes: "PolarAxes",
    angles: Sequence[float],
    values: Sequence[float],
    name: str,
    style: dict[str, Any],
) -> None:
    """A closed line through the known values; what is not known interrupts it."""
    known = [value if isfinite(value) else nan for value in values]
    closed = [*angles, 2 * pi], [*known, known[0]]
    axes.plot(*closed, gid=name, clip_on=False, **style)


def _outside(
    axes: "PolarAxes",
    picture: Radar,
    angle: float,
    text: str,
    away: float,
) -> "Annotation":
    """A text that stands outside the rings and grows away from them."""
    across, up = sin(angle), cos(angle)
    return axes.annotate(
        text,
        (angle, picture.highest),
        xytext=(across * away, up * away),
        textcoords="offset points",
        ha=_side(across, 0.3, ("right", "center", "left")),
        va=_side(up, 0.6, ("top", "center", "bottom")),
        linespacing=1.25,
        parse_math=False,  # what stands between two dollar signs is text too
        annotation_clip=False,
        color=_INK,
        fontproperties=_font(_FONT_SIZE),
    )


def _side(share: float, middle: float, sides: tuple[str, str, str]) -> str:
    """Which side of a text touches its place, by how far from the middle that lies."""
    return sides[(share > -middle) + (share > middle)]


def _key(axes: "PolarAxes", picture: Radar) -> None:
    """The key below the picture: only what is drawn in it."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 -- heavy

    levels, targets = zip(*((s.level, s.target) for s in picture.spokes), strict=True)
    drawn: tuple[tuple[bool, str, dict[str, Any]], ...] = (
        (any(map(isfinite, levels)), picture.level_word, _LEVEL),
        (any(map(isfinite, targets)), picture.target_word, _TARGET),
        (any(map(isnan, levels)), f"?  {picture.unknown_word}", {"linestyle": ""}),
    )
    lines = [Line2D([], [], label=w, **style) for some, w, style in drawn if some]
    lowest = min(axes.texts, key=lambda text: text.get_window_extent().y0)
    bottom = lowest.get_window_extent().transformed(axes.transAxes.inverted()).y0
    axes.legend(
        handles=lines,
        loc="upper center",
        bbox_to_anchor=(0.5, bottom - 0.02),
        frameon=False,
        prop=_font(_FONT_SIZE),
        handlelength=3,
    )


def _svg(figure: "Figure") -> bytes:
    """The figure as bytes; the same figure gives the same ones."""
    import matplotlib as mpl  # noqa: PLC0415 -- heavy

    # always the same values, so that nobody's drawing depends on whose came first
    mpl.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "samatthana"})
    target = BytesIO()
    figure.savefig(
        target,
        format="svg",
        bbox_inches="tight",
        pad_inches=0.08,
        transparent=True,
        metadata={"Date": None, "Creator": None},
    )
    return target.getvalue()
