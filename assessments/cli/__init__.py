"""The command groups of `flask` and of `samatthana`."""

from importlib import import_module
from pkgutil import resolve_name

from flask import Flask
from flask.cli import FlaskGroup

GROUPS: tuple[str, ...] = (
    "accounts",
    "answers",
    "audit",
    "breach",
    "comparisons",
    "crosswalks",
    "demo",
    "frameworks",
    "jobs",
    "masterplans",
    "needs",
    "plans",
    "privacy",
    "reminders",
    "reports",
    "roster",
    "rounds",
    "targets",
)
"""Modules of this package; each holds a click command or group named `group`."""


def set_up(app: Flask) -> None:
    """Register every command group."""
    for name in GROUPS:
        app.cli.add_command(import_module(f"assessments.cli.{name}").group)


def main() -> None:
    """The console script `samatthana`: the same commands without naming an app."""
    factory = resolve_name("assessments:create_app")
    FlaskGroup(create_app=factory, help="Samatthana").main(prog_name="samatthana")
