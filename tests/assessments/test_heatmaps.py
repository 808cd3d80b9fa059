"""A heatmap as a picture: the same bytes, its own words, and readable in grey."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from assessments.heatmaps import MARKS, SHADES, Heatmap, Row, Spot, png

HEADS = ("ความเข้าใจและใช้เทคโนโลยีดิจิทัล", "น้ำใจและการให้บริการที่ดี", "Cyber <$x$> & more")
SPOTS = (
    Spot(-3, "−1.72", "ต่ำกว่าเป้าหมาย 90%"),
    Spot(1, "+0.30", ""),
    Spot(None, "ไม่แสดงผล"),
)
PICTURE = Heatmap(
    title="ช่องว่างเฉลี่ย: เทศบาลตัวอย่าง",
    notes=("รอบที่ 1",),
    corner="หน่วยงาน",
    count="ส่งแล้ว",
    heads=HEADS,
    rows=(Row("เทศบาล", 0, "120", SPOTS), Row("กองช่าง", 1, "ไม่แสดงผล", SPOTS[::-1])),
    key=((-3, "ต่ำกว่ามาก"), (None, "ไม่แสดงผล")),
)


def _opened(picture: Heatmap, told: str = "ตารางสี") -> Image.Image:
    return Image.open(BytesIO(png(picture, told)))


def test_the_same_values_make_the_same_bytes() -> None:
    assert png(PICTURE, "ก") == png(PICTURE, "ก")
    assert png(PICTURE, "ก") != png(replace(PICTURE, count="อื่น"), "ก")


def test_the_file_holds_its_words_for_those_who_do_not_see_it() -> None:
    words = "ตารางสีของน้ำใจ 2 แห่ง"
    assert _opened(PICTURE, words).info["Description"] == words


def test_each_unit_and_each_competency_makes_the_picture_larger() -> None:
    small = _opened(PICTURE).size
    rows = [replace(row, spots=row.spots[:2]) for row in PICTURE.rows]
    narrow = _opened(replace(PICTURE, heads=HEADS[:2], rows=tuple(rows))).size
    flat = _opened(replace(PICTURE, rows=PICTURE.rows[:1])).size
    assert narrow[0] < small[0]
    assert flat[1] < small[1]


@pytest.mark.filterwarnings("error")
def test_every_letter_and_mark_is_drawn() -> None:
    """matplotlib warns of a letter that the font does not have."""
    spots = tuple(Spot(band, "0", "ป้ำ ฝ้าย") for band in MARKS)
    heads = tuple(map(str, MARKS))
    row = Row("น้ำ", 0, "5", spots)
    picture = replace(PICTURE, heads=heads, rows=(row,))
    assert _opened(picture).size[0] > 0


def test_bands_are_told_apart_without_colour() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    greys = {
        band: 0.299 * int(c[1:3], 16) + 0.587 * int(c[3:5], 16) + 0.114 * int(c[5:], 16)
        for band, c in SHADES.items()
    }
    assert greys[-3] < greys[-2] < greys[-1]


def test_a_picture_of_many_units_can_still_be_opened() -> None:
    rows = tuple(replace(PICTURE.rows[1], name=str(n)) for n in range(200))
    assert max(_opened(replace(PICTURE, rows=rows)).size) <= 16_001
