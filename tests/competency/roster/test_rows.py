import pytest

from competency.roster import rows
from competency.roster.tables import RosterTable, unit_table


@pytest.fixture
def table() -> RosterTable:
    first = ("Unit code", "Parent unit code", "Unit name")
    lines = [(1, first), (2, ("A", "", "ก")), (4, ("a", "A", "")), (5, ("", "A", "ข"))]
    found, _ = unit_table("U", lines)
    assert found is not None
    return found


def test_blank_cells_that_must_not_be_blank(table: RosterTable) -> None:
    places = [fault.place for fault in rows.missing(table, ("code", "name_th"))]

    assert [(place.row, place.column) for place in places] == [
        (4, "Unit name"),
        (5, "Unit code"),
    ]


def test_a_value_stands_twice_whatever_its_case(table: RosterTable) -> None:
    (fault,) = rows.duplicates(table, "code")

    assert (fault.place.row, fault.value, fault.expected) == (4, "a", "2")


def test_a_loop_reads_as_a_ring() -> None:
    assert rows.chain(("A", "B")) == "A → B → A"


def test_a_text_longer_than_its_column_is_named_in_short() -> None:
    first = ("Unit code", "Parent unit code", "Unit name")
    found, _ = unit_table("U", [(1, first), (2, ("x" * 65, "", "ก" * 300))])
    assert found is not None
    (fault,) = rows.too_long(found)

    assert (fault.place.column, fault.value, fault.expected) == (
        "Unit code",
        "x" * 40,
        "64",
    )
