"""Heads of units, as a roster suggests them: by hand worked cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.roster.heads import (
    Member,
    Proposal,
    Stray,
    is_titled,
    proposals,
    strays,
)

TREE = {"00": None, "01": "00", "0101": "01", "0102": "01"}


def team(unit: str, head: str, *numbers: str) -> list[Member]:
    """People of a unit who answer to a head."""
    return [Member(number, unit, head) for number in numbers]


CITY = [
    Member("mayor", "00", None, "ปลัดเมือง"),
    Member("deputy", "00", "mayor", "รองปลัดเมือง"),
    Member("director", "01", "mayor", "ผู้อำนวยการกองคลัง"),
    Member("pay", "0101", "director", "หัวหน้างานการเงิน"),
    *team("0101", "pay", "p1", "p2", "p3"),
    Member("tax", "0102", "director", "นักวิชาการจัดเก็บรายได้"),
    *team("0102", "tax", "t1", "t2"),
]


def found(members: list[Member]) -> dict[str, str]:
    return {each.unit: each.number for each in proposals(members, TREE)}


def test_each_unit_is_headed_by_whom_most_of_its_people_answer_to() -> None:
    assert proposals(CITY, TREE) == (
        Proposal("00", "mayor", 2, 2, titled=True),
        Proposal("01", "director", 2, 2, titled=True),
        Proposal("0101", "pay", 3, 3, titled=True),
        Proposal("0102", "tax", 2, 2),
    )


def test_a_director_without_sections_leads_the_own_staff() -> None:
    members = [Member("d", "01", None), *team("01", "d", "a", "b", "c")]
    members[3] = Member("c", "01", "a")
    assert proposals(members, TREE)[-1] == Proposal("01", "d", 2, 3)


def test_half_of_the_people_are_no_head_and_a_tie_is_not_proposed() -> None:
    members = [
        *(Member(head, "01") for head in ("x", "y")),
        *team("01", "x", "a", "b"),
        *team("01", "y", "c", "d"),
    ]
    assert found(members) == {}
    # of six others, three answer to x: half is not most
    assert found([*members, *team("01", "x", "e")]) == {}
    assert found([*members, *team("01", "x", "e", "f")])["01"] == "x"


def test_a_head_may_stand_in_the_unit_above_but_nowhere_else() -> None:
    above = [Member("d", "01"), *team("0101", "d", "a", "b")]
    assert proposals(above, TREE) == (Proposal("0101", "d", 2, 2, above=True),)
    beside = [Member("d", "0102"), *team("0101", "d", "a", "b")]
    assert "0101" not in found(beside)
    far = [Member("d", "00"), *team("0101", "d", "a", "b")]
    assert "0101" not in found(far)


def test_one_person_alone_gives_the_unit_above_no_head_for_theirs() -> None:
    assert found([Member("d", "01"), *team("0101", "d", "a")]) == {}


def test_who_answers_to_nobody_counts_among_the_people() -> None:
    members = [Member("d", "01"), *team("01", "d", "a"), Member("b", "01")]
    assert found(members) == {}


def test_an_empty_unit_and_an_empty_agency_have_no_head() -> None:
    assert proposals([], TREE) == ()
    assert proposals([], {}) == ()


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("หัวหน้าฝ่ายอำนวยการ", True),
        (" ผู้อำนวยการกองช่าง", True),
        ("ผอ.กองคลัง", True),
        ("รองปลัดเมือง", False),
        ("ผู้ช่วยหัวหน้างาน", False),
        ("นักจัดการงานทั่วไป", False),
        ("", False),
    ],
)
def test_titles_of_heads_are_told_from_those_of_deputies(
    title: str, heads: bool
) -> None:
    assert is_titled(title) is heads


def test_managers_who_left_were_replaced_or_lead_nobody_are_told() -> None:
    managers = [
        ("gone", "01"),
        ("pay", "0102"),
        ("pay", "0101"),
        ("director", "01"),
    ]
    assert strays(managers, CITY, TREE) == (
        Stray("01", "gone", "left"),
        Stray("0102", "pay", "another", "tax"),
    )


def test_a_manager_where_nobody_is_head_stays_if_somebody_below_answers() -> None:
    members = [
        *(Member(head, "01") for head in ("x", "y")),
        *team("0101", "x", "a"),
        *team("0102", "y", "b"),
    ]
    managers = [("x", "01"), ("y", "0101")]
    assert strays(managers, members, TREE) == (Stray("0101", "y", "leads nobody"),)


UNITS = st.sampled_from(list(TREE))
NUMBERS = st.integers(0, 9).map(str)


@given(
    st.dictionaries(NUMBERS, st.tuples(UNITS, st.none() | NUMBERS), max_size=10),
)
def test_a_head_leads_more_than_half_and_stands_here_or_above(
    rows: dict[str, tuple[str, str | None]],
) -> None:
    members = [Member(number, *row) for number, row in rows.items()]
    units = [each.unit for each in proposals(members, TREE)]
    assert len(set(units)) == len(units)
    for each in proposals(members, TREE):
        assert 2 * each.led > each.people
        assert rows[each.number][0] in {each.unit, TREE[each.unit]}
        assert each.above is (rows[each.number][0] != each.unit)
