"""All that is kept of one person as a workbook: a sheet for each section."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table, write

Translator = Callable[[str], str]
Rows = Sequence[Mapping[str, object]]

_KINDS = {
    **dict.fromkeys(("hired_on", "starts_on", "ends_on"), "date"),
    **dict.fromkeys(("level", "target", "closes"), "level"),
    **dict.fromkeys(("from_level", "to_level"), "level"),
    "budget": "baht",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "roster": (
        "code",
        "prefix",
        "given_name",
        "family_name",
        "title",
        "unit_code",
        "unit",
        "staff_type",
        "email",
        "hired_on",
        "left_at",
    ),
    "placings": (
        "axis",
        "value",
    ),
    "rounds": (
        "round",
        "state",
        "opens_at",
        "closes_at",
        "unit_code",
        "staff_type",
        "profile",
        "status",
        "saved_at",
        "submitted_at",
    ),
    "answers": (
        "round",
        "competency",
        "item",
        "text",
        "answer",
    ),
    "evidence": (
        "round",
        "competency",
        "text",
        "saved_at",
    ),
    "results": (
        "round",
        "kind",
        "competency",
        "name",
        "level",
        "target",
    ),
    "given": (
        "round",
        "kind",
        "status",
        "saved_at",
        "submitted_at",
    ),
    "targets": (
        "framework",
        "competency",
        "level",
        "source",
        "set_at",
    ),
    "groups": (
        "round",
        "made_at",
        "group",
    ),
    "plans": (
        "round",
        "state",
        "proposed_at",
        "agreed_at",
        "done_at",
        "competency",
        "topic",
        "goal",
        "from_level",
        "to_level",
        "methods",
        "course",
        "starts_on",
        "ends_on",
        "budget",
        "measure",
        "result",
    ),
    "seats": (
        "round",
        "made_at",
        "course",
        "starts_on",
        "place",
        "closes",
    ),
    "reminders": (
        "round",
        "outcome",
        "tried_at",
        "sent_at",
    ),
    "requests": (
        "kind",
        "words",
        "asked_at",
        "state",
        "reason",
        "answered_at",
    ),
    "account": (
        "username",
        "email",
        "language",
        "active",
        "created_at",
    ),
    "roles": (
        "role",
        "unit_code",
    ),
    "notices": (
        "notice",
        "at",
    ),
    "jobs": (
        "kind",
        "state",
        "ordered_at",
        "ended_at",
    ),
    "log": (
        "at",
        "role",
        "action",
        "noun",
    ),
    "touched": (
        "at",
        "role",
        "action",
        "noun",
    ),
}
"""Section → what its rows tell, in the order of the columns."""


def titles(_: Translator) -> Mapping[str, str]:
    """What the sections are called."""
    return {
        "roster": _("From the roster"),
        "placings": _("Groups and levels"),
        "rounds": _("Rounds"),
        "answers": _("My answers"),
        "evidence": _("My evidence"),
        "results": _("My results"),
        "given": _("Ratings of others"),
        "targets": _("Targets for me alone"),
        "groups": _("Groups of training needs"),
        "plans": _("Development plans"),
        "seats": _("Seats in training plans"),
        "reminders": _("Reminders by mail"),
        "requests": _("My requests"),
        "account": _("Account"),
        "roles": _("Roles"),
        "notices": _("Privacy notices read"),
        "jobs": _("Work ordered"),
        "log": _("What I did"),
        "touched": _("What others did"),
    }


def headers(_: Translator) -> Mapping[str, str]:
    """What the columns are called."""
    return {**_of_people(_), **_of_rounds(_), **_of_dealings(_)}


def _of_people(_: Translator) -> Mapping[str, str]:
    return {
        "code": _("Staff number"),
        "prefix": _("Prefix"),
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "title": _("Title"),
        "unit_code": _("Unit code"),
        "unit": _("Unit"),
        "staff_type": _("Staff type"),
        "email": _("E-mail"),
        "hired_on": _("Hired on"),
        "left_at": _("Left on"),
        "axis": _("Axis"),
        "value": _("Value"),
        "username": _("User name"),
        "language": _("Language"),
        "active": _("May sign in"),
        "created_at": _("Made"),
        "role": _("Role"),
    }


def _of_rounds(_: Translator) -> Mapping[str, str]:
    return {
        "round": _("Round"),
        "state": _("State"),
        "opens_at": _("Opens"),
        "closes_at": _("Closes"),
        "profile": _("Profile"),
        "status": _("State of the answers"),
        "saved_at": _("Saved"),
        "submitted_at": _("Handed in"),
        "framework": _("Framework"),
        "competency": _("Competency"),
        "name": _("Name"),
        "item": _("Item"),
        "text": _("Text"),
        "answer": _("Answer"),
        "kind": _("Kind"),
        "level": _("Level"),
        "target": _("Target"),
        "source": _("Source"),
        "set_at": _("Set"),
    }


def _of_dealings(_: Translator) -> Mapping[str, str]:
    return {
        "made_at": _("Made"),
        "group": _("Group"),
        "course": _("Course"),
        "starts_on": _("Starts on"),
        "place": _("Place"),
        "proposed_at": _("Proposed on"),
        "agreed_at": _("Agreed on"),
        "done_at": _("Done on"),
        "topic": _("What to develop"),
        "goal": _("Aim"),
        "from_level": _("From level"),
        "to_level": _("To level"),
        "methods": _("Methods"),
        "budget": _("Budget in baht"),
        "ends_on": _("Ends on"),
        "measure": _("How it is measured"),
        "result": _("Outcome of the plan"),
        "closes": _("Levels closed"),
        "outcome": _("Outcome"),
        "tried_at": _("Tried"),
        "sent_at": _("Sent"),
        "words": _("Request"),
        "asked_at": _("Asked on"),
        "reason": _("Reason"),
        "answered_at": _("Answered"),
        "notice": _("Version"),
        "at": _("Time"),
        "action": _("Action"),
        "noun": _("On what"),
        "ordered_at": _("Ordered"),
        "ended_at": _("Ended"),
    }


def workbook(
    data: Mapping[str, Rows], _: Translator, *, language: str, now: datetime
) -> bytes:
    """The bytes of a workbook with a sheet for each section, also for empty ones."""
    named, called = titles(_), headers(_)
    sheets = (
        Sheet(named[section], named[section], (_table(section, rows, called),))
        for section, rows in data.items()
    )
    return write(sheets, language=language, now=now)


def _table(section: str, rows: Rows, called: Mapping[str, str]) -> Table:
    names = COLUMNS[section]
    columns = tuple(Column(called[name], _kind(name)) for name in names)
    return Table(columns, [[_value(row[name]) for name in names] for row in rows])


def _kind(name: str) -> str:
    """What a column holds: what ends in "at" is a moment."""
    moment = name == "at" or name.endswith("_at")
    return "moment" if moment else _KINDS.get(name, "text")


def _value(value: object) -> Value:
    """The value as a cell holds it."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)
