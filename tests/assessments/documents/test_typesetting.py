"""Whatever people type can be printed, and as nothing but text."""

import pytest

from assessments.documents.typesetting import printable

MARK = "\u200b"
THAI = "น้ำใจ ปั๊ม ญี่ปุ่น ฐิติ กตัญญู ป้ำ ฝ้าย ฟ้า ผู้ใหญ่ ก็ ฯลฯ ๆ ๒๕๖๙ ฿"


@pytest.mark.parametrize(
    "text",
    [
        THAI,
        "#import $x$ <script>alert(1)</script> *bold* \\ @ref",
        "สองบรรทัด\nบรรทัดที่สอง",
        "1 – 2 × 3 = “six” … −4 ≤ 5",
        "https://example.go.th/path/that-may-break?after=every&sign",
    ],
)
def test_what_the_font_can_draw_stays_as_it_is(text: str) -> None:
    assert str(printable(text)).replace(MARK, "") == text


def test_a_thai_line_may_end_between_words_only() -> None:
    marked = f"สถาบัน{MARK}ตัวอย่าง {MARK}(ข้าราชการ{MARK}พลเรือน)"
    assert printable("สถาบันตัวอย่าง (ข้าราชการพลเรือน)") == marked
    assert printable("Cyber security") == "Cyber security"


def test_a_letter_that_the_font_lacks_becomes_a_box() -> None:
    assert printable("漢 😀 Ж \ue000 \ud83d") == "■ ■ ■ ■ ■"


def test_what_turns_the_direction_of_writing_is_left_out() -> None:
    assert printable("\u202eabc\u2066\u0000\u0007") == "abc"


def test_a_tab_and_foreign_spaces_are_a_space() -> None:
    assert printable("a\tb\u3000c\u2028d") == "a b c d"


def test_letters_are_put_together_where_the_font_has_them_so() -> None:
    assert printable("Cafe\u0301") == "Café"


def test_a_word_without_an_end_may_be_broken() -> None:
    assert printable("g" * 60) == MARK.join(("g" * 24, "g" * 24, "g" * 12))
    assert printable("A" * 24 + " b") == "A" * 24 + " b"
    assert printable("so " + "g" * 30) == f"so {MARK}{'g' * 24}{MARK}{'g' * 6}"


def test_texts_are_printable_however_deep_they_stand() -> None:
    given = {"a": ["漢", ("\u202e", 1)], "b": {"c": None, "d": True}}
    assert printable(given) == {"a": ["■", ["", 1]], "b": {"c": None, "d": True}}


def test_a_line_that_somebody_ended_ends_there() -> None:
    assert printable("สองบรรทัด\nบรรทัด") == "สอง|บรรทัด|\n|บรรทัด".replace("|", MARK)
