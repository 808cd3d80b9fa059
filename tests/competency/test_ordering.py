"""What has no value stands last, whichever way the others are sorted."""

from math import nan

from hypothesis import given
from hypothesis import strategies as st

from competency.ordering import by_value

VALUES = (0.5, nan, -1.0, 0.5, nan, 2.0)


def test_values_are_sorted_and_equal_ones_keep_their_order() -> None:
    assert by_value(VALUES, descending=False) == (2, 0, 3, 5, 1, 4)
    assert by_value(VALUES, descending=True) == (5, 0, 3, 2, 1, 4)


@given(st.lists(st.booleans()), st.booleans())
def test_those_without_a_value_keep_one_place_and_one_order(
    lacking: list[bool], descending: bool
) -> None:
    values = [nan if each else float(-at) for at, each in enumerate(lacking)]
    found = by_value(values, descending=descending)
    last = [at for at, each in enumerate(lacking) if each]
    assert sorted(found) == list(range(len(values)))
    assert list(found)[len(values) - len(last) :] == last
