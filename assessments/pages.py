"""The table of page modules, and the few addresses outside every role."""

from importlib.metadata import version

from flask import Flask, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assessments import access, fonts, navigation

MODULES: tuple[str, ...] = (
    "account.pages",
    "account.codes",
    "account.single",
    "account.second",
    "account.notice",
    "account.data",
    "account.requests",
    "admin.accounts",
    "admin.audit",
    "admin.privacy",
    "admin.review",
    "admin.outsiders",
    "admin.slips",
    "hr.jobs",
    "hr.rounds.drafts",
    "hr.rounds.pages",
    "hr.rounds.reminders",
    "hr.raters",
    "hr.requests",
    "hr.agreement",
    "hr.papers",
    "staff.answering",
    "staff.results",
    "staff.rating",
    "staff.evidence",
    "staff.plans.pages",
    "staff.plans.exports",
    "manager.overview",
    "manager.team",
    "manager.reminders",
    "manager.gaps",
    "manager.strategies",
    "hr.people",
    "hr.targets",
    "hr.roster",
    "hr.heads",
    "hr.frameworks.pages",
    "hr.drafts.pages",
    "hr.drafts.editing",
    "hr.drafts.targets",
    "hr.comparing",
    "hr.crosswalks",
    "hr.needs",
    "hr.courses",
    "hr.plans",
    "hr.masterplans",
)
"""Modules that hold routes; each registers on the blueprint of its folder."""


@access.audience("anyone")
def start() -> ResponseReturnValue:
    """The first page of whoever is signed in, else the sign-in page."""
    known = access.rights() is not None
    return redirect(url_for(navigation.home() if known else "account.sign_in"))


@access.audience("anyone")
def font(weight: int) -> ResponseReturnValue:
    """A weight of the Thai font."""
    if weight not in fonts.WEIGHTS:
        raise NotFound
    return send_file(fonts.path(weight), mimetype="font/ttf")


@access.audience("anyone")
def health() -> ResponseReturnValue:
    """A word that the server is up, for whoever watches it."""
    return "ok"


VERSION = version("samatthana")


def _versioned(endpoint: str, values: dict[str, object]) -> None:
    """Give static files another address in each version: they are cached for days."""
    if endpoint == "static":
        values.setdefault("v", VERSION)


def set_up(app: Flask) -> None:
    """Register the addresses outside every role."""
    app.url_defaults(_versioned)
    app.add_url_rule("/", view_func=start)
    app.add_url_rule("/fonts/<int:weight>.ttf", view_func=font)
    app.add_url_rule("/health", view_func=health)
