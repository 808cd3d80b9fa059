"""A rating of somebody else is packed by competency, on the scale of levels."""

import pytest

from competency.answers import DOES_NOT_APPLY, DOES_NOT_KNOW, AnswerError
from competency.frameworks import Target, parse, shipped
from competency.ratings import asked, blank, change, missing
from tests.factories import THREE as TEXT

THREE = parse(TEXT)


def test_a_blank_rating_has_a_byte_for_each_competency() -> None:
    assert blank(THREE) == b"\0\0\0"


def test_levels_are_coded_by_their_place_on_the_scale() -> None:
    rated = change(blank(THREE), {0: 1, 1: 4, 2: DOES_NOT_KNOW}, THREE)
    assert rated == bytes([1, 4, 254])


@pytest.mark.parametrize("codes", [{3: 1}, {-1: 1}, {0: 5}, {0: DOES_NOT_APPLY}])
def test_stray_places_and_codes_are_refused(codes: dict[int, int]) -> None:
    with pytest.raises(AnswerError):
        change(blank(THREE), codes, THREE)


def test_what_is_not_required_of_the_person_is_not_asked_for() -> None:
    assert asked(THREE, "caseworker", {}) == (0, 1)
    assert asked(THREE, None, {}) == (0, 1, 2)
    own = {"safe.share": Target(level=1, status="agency")}
    assert asked(THREE, "caseworker", own) == (0, 1, 2)


def test_what_waits_is_asked_for_and_not_rated() -> None:
    assert missing(bytes([0, 2, 0]), (0, 1)) == (0,)
    assert missing(bytes([DOES_NOT_KNOW, 2, 0]), (0, 1)) == ()


def test_item_by_item_a_rating_is_packed_as_a_self_rating() -> None:
    packed = blank(THREE, by_items=True)
    assert packed == bytes(10)
    rated = change(packed, {0: 4, 9: DOES_NOT_APPLY}, THREE, by_items=True)
    assert (rated[0], rated[9]) == (4, DOES_NOT_APPLY)
    assert asked(THREE, "caseworker", {}, by_items=True) == tuple(range(7))


def test_nobody_is_asked_what_another_one_knows() -> None:
    framework = parse(shipped()["ocsc-digital-2567"])
    packed = blank(framework, by_items=True)
    assert asked(framework, None, {}, by_items=True) == tuple(range(49))
    with pytest.raises(AnswerError):
        change(packed, {49: 1}, framework, by_items=True)
