"""The menu of each role, as a table."""

from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import LazyString, lazy_gettext

from assessments import access


@dataclass(frozen=True)
class Entry:
    """One menu entry: the role it is for, where it leads, what it says."""

    role: str
    endpoint: str
    label: LazyString


MENU = (
    Entry("executive", "manager.overview", lazy_gettext("Overview")),
    Entry("staff", "staff.home", lazy_gettext("My assessment")),
    Entry("supervisor", "manager.team", lazy_gettext("My team")),
    Entry("manager", "manager.gaps", lazy_gettext("Gap report")),
    Entry("hr", "hr.people", lazy_gettext("People")),
    Entry("hr", "hr.heads", lazy_gettext("Heads of units")),
    Entry("hr", "hr.frameworks", lazy_gettext("Frameworks")),
    Entry("hr", "hr.rounds", lazy_gettext("Rounds")),
    Entry("executive", "manager.gaps", lazy_gettext("Gap report")),
    Entry("hr", "manager.gaps", lazy_gettext("Gap report")),
    Entry("hr", "hr.needs", lazy_gettext("Training needs")),
    Entry("hr", "hr.courses", lazy_gettext("Courses")),
    Entry("hr", "hr.plans", lazy_gettext("Training plans")),
    Entry("hr", "hr.masterplan", lazy_gettext("Master plan")),
    Entry("hr", "admin.privacy", lazy_gettext("Personal data")),
    Entry("admin", "admin.accounts", lazy_gettext("Accounts")),
    Entry("auditor", "admin.audit", lazy_gettext("Audit log")),
    Entry("admin", "admin.privacy", lazy_gettext("Personal data")),
)


ROLE_NAMES = {
    "executive": lazy_gettext("Executive"),
    "manager": lazy_gettext("Manager"),
    "hr": lazy_gettext("Human resources"),
    "admin": lazy_gettext("Administrator"),
    "auditor": lazy_gettext("Auditor"),
}
"""What the roles that can be granted are called."""


UNREACHED = {
    "address": lazy_gettext("No e-mail address"),
    "refused": lazy_gettext("The mail server refuses the address"),
    "later": lazy_gettext("Not taken by the mail server yet"),
    "unclear": lazy_gettext("Unclear whether the mail was sent"),
}
"""Why no mail reaches somebody."""


REQUESTS = {
    "correction": lazy_gettext("Correct my data"),
    "erasure": lazy_gettext("Erase my data"),
    "restriction": lazy_gettext("Restrict the use of my data"),
    "objection": lazy_gettext("Object to the use of my data"),
    "access": lazy_gettext("See data that the download does not hold"),
}
"""What people may ask about their own data."""

DECISIONS = {
    "granted": lazy_gettext("Granted as asked"),
    "refused": lazy_gettext("Refused"),
}
"""What may be decided about a request."""

RETENTION = {
    "answers": lazy_gettext("Answers, ratings and evidence"),
    "results": lazy_gettext("Levels, groups and seats of single people"),
    "leavers": lazy_gettext("People who have left"),
    "jobs": lazy_gettext("Finished jobs"),
    "files": lazy_gettext("Files made"),
}
"""What the classes of data are called."""


def role_name(role: str) -> LazyString:
    """What a role is called."""
    return ROLE_NAMES[role]


def menu() -> tuple[Entry, ...]:
    """The entries that the signed-in account may follow, each page once."""
    mine = access.roles()
    found: dict[str, Entry] = {}
    for entry in MENU:
        if entry.role in mine and entry.endpoint in current_app.view_functions:
            found.setdefault(entry.endpoint, entry)
    return tuple(found.values())


def home() -> str:
    """The endpoint that an account lands on after signing in."""
    entries = menu()
    return entries[0].endpoint if entries else "account.password"


def set_up(app: Flask) -> None:
    """Offer the menu to every template."""
    app.jinja_env.globals.update(menu=menu, role_name=role_name)
