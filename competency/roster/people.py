"""Rows of a roster → people, or all that is wrong with them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from competency.problems import Place, Problem, Problems
from competency.roster import cells, rows
from competency.roster.chains import loops
from competency.roster.tables import AXIS, ROSTER_REQUIRED, RosterRow, RosterTable

LOCAL_POSITION = "position-local"


@dataclass(frozen=True)
class RosterPerson:
    """One person as a roster tells it; `placings` maps an axis to a code.

    Unit and supervisor are codes; blank is None, or an empty text.
    """

    number: str
    given: str
    unit: str
    family: str = ""
    prefix: str = ""
    title: str = ""
    staff_type: str = ""
    supervisor: str | None = None
    email: str | None = None
    hired_on: date | None = None
    placings: Mapping[str, str] = field(default_factory=dict)


def people(
    table: RosterTable, unit_codes: Collection[str]
) -> tuple[tuple[RosterPerson, ...], Problems]:
    """The people in the order of the file, or every problem of the file.

    Two people may share a name. Everybody whom a row names as supervisor stands in
    the same file, since a roster is the whole of the staff.
    """
    problems = (
        *rows.missing(table, ROSTER_REQUIRED),
        *rows.too_long(table),
        *_numbers(table),
        *_units(table, unit_codes),
        *_supervisors(table),
        *_emails(table),
        *(fault for row in table.rows for fault in _facts(table, row)),
    )
    if problems:
        ordered = sorted(problems, key=lambda problem: problem.place.row or 0)
        return (), tuple(ordered)
    return tuple(_person(row) for row in table.rows), ()


def _person(row: RosterRow) -> RosterPerson:
    found = row.cells
    hired = found.get("hired")
    return RosterPerson(
        number=found["number"],
        given=found["given"],
        unit=found["unit"],
        family=found.get("family", ""),
        prefix=found.get("prefix", ""),
        title=found.get("title", ""),
        staff_type=found.get("staff_type", ""),
        supervisor=found.get("supervisor"),
        email=found.get("email"),
        hired_on=cells.thai_date(hired) if hired else None,
        placings=dict(sorted(_placings(found))),
    )


def _placings(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "position_type" in found:
        yield LOCAL_POSITION, f"{found['position_type']}/{found['position_rank']}"
    for column, text in found.items():
        if column in cells.CODES:
            yield column, text.upper()
        elif column.startswith(AXIS):
            yield column.removeprefix(AXIS), text


def _numbers(table: RosterTable) -> Iterator[Problem]:
    """Staff numbers that stand twice or are a citizen's, which are not repeated."""
    for fault in rows.duplicates(table, "number"):
        yield _covered(fault) if cells.is_citizen_number(fault.value) else fault
    for row in table.rows:
        for column in ("number", "supervisor"):
            if cells.is_citizen_number(row.cells.get(column, "")):
                yield _covered(table.problem(row, column, "citizen-number"))


def _covered(fault: Problem) -> Problem:
    return replace(fault, value=fault.value[0] + "…" + fault.value[-1])


def _units(table: RosterTable, unit_codes: Collection[str]) -> Iterator[Problem]:
    if not unit_codes:
        yield Problem(Place(table.sheet), "units-unknown")
        return
    known = frozenset(unit_codes)
    for row in table.rows:
        if row.cells.get("unit", "") not in known | {""}:
            yield table.problem(row, "unit", "unit-unknown")


def _supervisors(table: RosterTable) -> Iterator[Problem]:
    """Supervisors who are not there, who are the person, or who come round."""
    row_of = {row.cells.get("number", ""): row for row in reversed(table.rows)}
    above = {}
    for row in table.rows:
        number, supervisor = row.cells.get("number"), row.cells.get("supervisor")
        if supervisor is None or cells.is_citizen_number(supervisor):
            continue
        if supervisor == number:
            yield table.problem(row, "supervisor", "supervisor-self")
        elif supervisor not in row_of:
            yield table.problem(row, "supervisor", "supervisor-unknown")
        elif number is not None and row_of[number] is row:
            above[number] = supervisor
    for loop in loops(above):
        fault = table.problem(row_of[loop[0]], "supervisor", "supervisor-loop")
        yield replace(fault, value=rows.chain(loop))


def _emails(table: RosterTable) -> Iterator[Problem]:
    yield from rows.duplicates(table, "email")
    for row in table.rows:
        if "email" in row.cells and not cells.is_email(row.cells["email"]):
            yield table.problem(row, "email", "email-wrong", "name@example.go.th")


def _facts(table: RosterTable, row: RosterRow) -> Iterator[Problem]:
    """What one row says about itself: dates, codes, half a position."""
    found = row.cells
    if "hired" in found and cells.thai_date(found["hired"]) is None:
        yield table.problem(row, "hired", "date-wrong", "31/12/2560")
    for axis, codes in cells.CODES.items():
        if axis in found and found[axis].upper() not in codes:
            yield table.problem(row, axis, "code-unknown", ", ".join(codes))
    half = {"position_type", "position_rank"} - set(found)
    if len(half) == 1:
        yield table.problem(row, half.pop(), "position-half")
