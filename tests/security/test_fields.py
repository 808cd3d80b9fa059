"""Guarantee C5: a field that a form does not have changes nothing, whatever its name.

Each request that changes something is sent twice as it is and once with more fields.
What differs between the first two (names drawn by lot, moments, hashes) may differ.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from sqlalchemy import select

from assessments.database import db
from tests.security.house import Call, House
from tests.test_routes import rules

Rows = Mapping[str, list[tuple[str, ...]]]

FOREIGN = (
    "id person_id user_id account_id unit_id round_id created_by employee_id "
    "supervisor_id approved_by"
)
TIMES = "submitted_at closed_at opened_at"
NUMBERS = "score level version weight target"
EXTRA: Mapping[str, str] = {
    **dict.fromkeys(FOREIGN.split(), "2"),
    **dict.fromkeys(TIMES.split(), "2031-01-31T10:00"),
    **dict.fromkeys(NUMBERS.split(), "4"),
    "role": "admin",
    "roles": "admin",
    "is_admin": "1",
    "status": "submitted",
    "password": "a planted password",
    "active": "0",
    "public_id": "00000000-0000-4000-8000-000000000777",
    "email": "planted@elsewhere.example",
}


def rows() -> Rows:
    """Every cell of every table, the log too."""
    with db.engine.connect() as connection:
        return {
            table.name: [
                tuple(map(repr, row))
                for row in connection.execute(
                    select(table).order_by(*table.primary_key)
                )
            ]
            for table in db.metadata.sorted_tables
        }


def after(house: House, call: Call, extra: Mapping[str, str] | None = None) -> Rows:
    """What the tables hold after a call, which then is undone."""
    house.ask(call, extra).close()
    found = rows()
    house.restore()
    return found


def differing(plain: Rows, again: Rows, more: Rows) -> Iterator[tuple[str, str]]:
    """Table and cell that only the extra fields can have changed."""
    for name in plain:
        for first, second, third in zip_longest(plain[name], again[name], more[name]):
            if first is None or second is None or third is None:
                yield name, f"{first} {third}"
                continue
            for one, two, three in zip(first, second, third, strict=True):
                planted = three not in {one, two} and _is_planted(three)
                if planted or (one == two != three):
                    yield name, f"{one} became {three}"


def _is_planted(cell: str) -> bool:
    marks = ("planted", "000000000777", "2031")
    return any(mark in cell for mark in marks)


def test_every_address_that_changes_something_is_attacked(house: House) -> None:
    changing = {r.endpoint for r in rules(house.app) if "POST" in (r.methods or ())}
    assert changing == {call.endpoint for call in house.calls.values()}


def test_a_field_that_a_form_has_not_changes_nothing(house: House) -> None:
    assert len(EXTRA) > 25
    first, busy, wrong = rows(), 0, []
    for name, call in house.calls.items():
        known = {*call.fields, *call.names}
        extra = {each: EXTRA[each] for each in EXTRA if each not in known}
        found = [after(house, call, more) for more in (None, None, extra)]
        busy += found[0] != first
        wrong += [(name, *each) for each in differing(*found)]
    assert wrong == []
    # a call that is refused anyway would prove nothing
    assert busy > len(house.calls) / 2
