"""Pictures are the same bytes for the same values, and draw only what is known."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import hypot, inf, nan
from subprocess import run

import pytest

from assessments.pictures import Radar, Spoke, radar, radar_of_many

NAMES = (
    "ความเข้าใจและใช้เทคโนโลยีดิจิทัล",
    "น้ำใจและการให้บริการที่ดี",
    "เทคโนโลยีดิจิทัลเพื่อยกระดับศักยภาพองค์กร",
    "Cyber <Security> & $more$",
)
Place = tuple[float, float]


def _radar(levels: tuple[float, ...], targets: tuple[float, ...]) -> Radar:
    spokes = tuple(map(Spoke, NAMES, levels, targets))
    return Radar(spokes, 0, 5, "ระดับของฉัน", "เป้าหมาย", "ไม่ทราบระดับ")


FULL = _radar((1, 2, 5, 5), (3, 3, 4, 0))
HOLED = _radar((1, nan, 5, 5), (3, nan, -inf, 0))


def _group(svg: str, name: str) -> str:
    """What stands in the group of a line, as far as its markers."""
    start = svg.index(f'<g id="{name}">')
    return svg[start : svg.index("</g>", start)]


def _marks(svg: str, name: str) -> list[Place]:
    """Where the markers of a line stand, each once, from above clockwise."""
    found = re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', _group(svg, name))
    return list(dict.fromkeys((float(x), float(y)) for x, y in found))


def _strokes(svg: str, name: str) -> int:
    """In how many pieces a line is drawn."""
    path = re.search(r'<path d="([^"]+)" [^>]*fill: none', _group(svg, name))
    assert path is not None
    return path[1].count("M")


def _away(one: Place, other: Place) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def test_the_same_values_make_the_same_bytes() -> None:
    assert radar(FULL) == radar(FULL)
    assert radar(FULL) != radar(HOLED)


def test_pictures_drawn_at_the_same_time_do_not_mix() -> None:
    wanted = [FULL, HOLED] * 3
    alone = {id(each): radar(each) for each in (FULL, HOLED)}
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(radar, wanted)) == [alone[id(each)] for each in wanted]


def _numbers(svg: bytes) -> tuple[list[str], list[float]]:
    """A picture's text without its numbers, and the numbers."""
    form = re.compile(r"-?\d+\.\d+|-?\b\d+\b")
    text = svg.decode()
    return form.split(text), [float(each) for each in form.findall(text)]


@pytest.mark.parametrize(
    "levels", [(1, 2, 5, 5), (0.25, 0, 5, 3.3), (1, nan, 4, 0), (nan,) * 4]
)
def test_one_of_many_looks_as_if_it_were_drawn_alone(levels: tuple[float, ...]) -> None:
    picture = _radar(levels, (3, nan, -inf, 0))
    alone, quick = map(_numbers, (radar(picture), radar_of_many(picture)))
    assert quick[0] == alone[0]
    assert quick[1] == pytest.approx(alone[1], abs=1e-5)


def _letters(name: str) -> int:
    """How many letters are drawn where a direction has this name."""
    spokes = (Spoke(name, 1, 1), *(Spoke("ก", 1, 1) for _ in range(2)))
    return radar(Radar(spokes, 0, 5, "ก", "ข", "ค")).decode().count('"#Sarabun')


def test_what_stands_between_dollar_signs_is_text() -> None:
    assert _letters("$xy$") == _letters("xy") + 2


@pytest.mark.parametrize("picture", [FULL, HOLED])
def test_texts_are_paths_and_nothing_tells_when_it_was_drawn(picture: Radar) -> None:
    svg = radar(picture).decode()
    assert svg.startswith("<?xml")
    assert "<text" not in svg
    assert "<dc:date" not in svg
    assert "http://www.w3.org/1999/xlink" in svg


def test_the_first_spoke_points_up_and_the_others_follow_clockwise() -> None:
    up, right, down, left = _marks(radar(FULL).decode(), "levels")
    assert up[0] == pytest.approx(down[0], abs=0.01)
    assert right[1] == pytest.approx(left[1], abs=0.01)
    assert up[1] < right[1] < down[1]
    assert left[0] < up[0] < right[0]


def test_one_level_more_is_as_far_on_every_spoke() -> None:
    up, right, down, left = _marks(radar(FULL).decode(), "levels")
    centre = (up[0], right[1])
    one, two, five = (_away(place, centre) for place in (up, right, down))
    assert _away(left, centre) == pytest.approx(five, abs=0.01)
    assert five - two == pytest.approx(3 * (two - one), abs=0.05)


def test_the_lowest_level_is_not_the_centre() -> None:
    up, right, _down, left = _marks(radar(FULL).decode(), "targets")
    assert _away(left, (up[0], right[1])) > 5


def test_a_level_that_is_unknown_has_no_place_in_the_line() -> None:
    svg = radar(HOLED).decode()
    full = _marks(radar(FULL).decode(), "levels")
    centre = (full[0][0], full[1][1])
    shown = _marks(svg, "levels")
    assert len(shown) == 3
    assert min(_away(place, centre) for place in shown) > 10
    assert _strokes(radar(FULL).decode(), "levels") == 1
    assert _strokes(svg, "levels") == 2


def test_an_unknown_level_interrupts_the_line() -> None:
    svg = radar(_radar((nan, 2, nan, 4), (1, 1, 1, 1))).decode()
    assert len(_marks(svg, "levels")) == 2
    assert "L" not in _group(svg, "levels").split('"')[3]


def test_an_unknown_level_is_marked_outside_the_rings_on_its_own_spoke() -> None:
    svg = radar(HOLED).decode()
    assert re.findall(r'id="(unknown-\d)"', svg) == ["unknown-1"]
    moved = r'id="unknown-1">.*?translate\(([\d.]+) ([\d.]+)\)'
    place = re.search(moved, svg, re.DOTALL)
    assert place is not None
    highest = max(x for x, _y in _marks(radar(FULL).decode(), "levels"))
    outer = _marks(radar(_radar((1, 5, 5, 5), (1, 1, 1, 1))).decode(), "levels")[1]
    assert float(place[1]) > outer[0] > highest
    assert float(place[2]) == pytest.approx(outer[1], abs=10)


def test_targets_that_are_unknown_or_not_required_have_no_place() -> None:
    assert len(_marks(radar(HOLED).decode(), "targets")) == 2


def test_level_and_target_are_told_apart_without_colour() -> None:
    svg = radar(FULL).decode()
    assert "stroke-dasharray" in _group(svg, "targets")
    assert "stroke-dasharray" not in _group(svg, "levels")


@pytest.mark.parametrize("levels", [(nan,) * 4, (0, 0, 0, 0)])
@pytest.mark.parametrize("targets", [(nan,) * 4, (-inf,) * 4])
def test_a_picture_without_anything_known_is_still_a_picture(
    levels: tuple[float, ...], targets: tuple[float, ...]
) -> None:
    assert radar(_radar(levels, targets)).endswith(b"</svg>\n")


def test_a_scale_need_not_begin_at_nought() -> None:
    svg = radar(replace(FULL, lowest=1, highest=5)).decode()
    up, right, *_rest = _marks(svg, "levels")
    assert _away(up, (up[0], right[1])) > 5


def test_nothing_heavy_is_loaded_before_the_first_picture() -> None:
    code = "import sys, assessments.pictures; sys.exit('matplotlib' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_list_of_open_figures_is_kept() -> None:
    radar(FULL)
    assert "matplotlib.pyplot" not in sys.modules
