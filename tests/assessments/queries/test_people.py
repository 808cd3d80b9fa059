"""Units and people as pages ask for them."""

from datetime import UTC, datetime

from flask import Flask

from assessments.queries import people
from assessments.thai import sort_key
from tests import factories


def test_units_come_depth_first_with_their_people_counted(app: Flask) -> None:
    root = factories.unit("00")
    second, first = factories.unit("02", root), factories.unit("01", root)
    leaf = factories.unit("0101", first)
    for unit in (root, leaf, leaf, second):
        factories.person(unit)
    factories.person(leaf, left_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert [(u.code, u.depth, u.own, u.total) for u in people.tree()] == [
        ("00", 0, 1, 4),
        ("01", 1, 0, 2),
        ("0101", 2, 2, 2),
        ("02", 1, 1, 1),
    ]
    assert [u.code for u in people.tree(people.below([first]))] == ["01", "0101"]


def test_search_finds_by_number_name_and_title_in_thai_order(app: Flask) -> None:
    unit = factories.unit()
    for code, given in (("0011", "เกศ"), ("0012", "ขวัญ"), ("0013", "ก้อง")):
        factories.person(unit, code, given_name=given, sort_key=sort_key(given))

    def found(text: str) -> list[str]:
        return [line.code for line in people.search(text).lines]

    assert found("") == ["0013", "0011", "0012"]
    assert found("ขวัญ") == ["0012"]
    assert found("เจ้าพนักงาน 0013") == ["0013"]
    assert found("%") == []


def test_a_list_comes_in_pages_and_a_page_too_far_is_the_last(app: Flask) -> None:
    unit = factories.unit()
    for _ in range(5):
        factories.person(unit)
    page = people.search("", number=9, size=2)

    assert (page.total, page.pages, page.number, len(page.lines)) == (5, 3, 3, 1)
    assert people.search("nobody").pages == 1


def test_search_stays_within_units_and_leaves_out_who_left(app: Flask) -> None:
    mine, other = factories.unit(), factories.unit()
    known = factories.person(mine)
    factories.person(other)
    factories.person(mine, left_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert [line.id for line in people.search("", within={mine}).lines] == [known]


def test_one_person_with_supervisor_and_those_led(app: Flask) -> None:
    unit = factories.unit()
    head = factories.person(unit, "0001", given_name="ก้อง", family_name="")
    clerk = factories.person(unit, "0002", supervisor=head)
    line = people.line(clerk)
    assert line is not None
    facts = people.person(line.public_id)

    assert facts is not None
    assert facts.supervisor is not None
    assert facts.supervisor.name == "นางก้อง"
    assert (facts.led, people.led(head)) == (0, (clerk,))
    assert people.person(line.public_id, within={unit + 1}) is None
    assert people.person("no such") is None


def test_outward_names_and_codes_lead_to_ids(app: Flask) -> None:
    unit = factories.unit("00")
    person = factories.person(unit, "0001")
    (line,) = people.tree()

    assert people.unit_of(line.public_id) == people.unit_id("00") == unit
    assert people.person_id("0001") == person
    assert people.person_id("1") is None
    assert people.below([unit]) == people.unit_ids() == {unit}
