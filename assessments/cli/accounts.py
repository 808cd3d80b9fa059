"""`flask accounts`: who may sign in, and who may act where."""

from pathlib import Path

import click

from assessments import clock
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import reviews
from assessments.operations import accounts as operations
from assessments.operations import outsiders, records, second
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts, people

group = console.Group("accounts", help=_("Who may sign in, and who may act where."))

_PERSON = click.argument("person", metavar="PERSON")
_ROLE = click.argument("role", metavar="ROLE", type=click.Choice(operations.ROLES))


@group.command("list", help=_("People who were granted a role."))
def list_() -> None:
    """Print staff number, name, role and unit of each grant."""
    ids = accounts.with_roles()
    found = accounts.of_people(ids)
    rows = [
        (line.code, line.name, grant.role, grant.unit_code or _("everywhere"))
        for line in map(people.line, ids)
        if line is not None
        for grant in found[line.id].grants
    ]
    console.table((_("Staff number"), _("Name"), _("Role"), _("Unit")), rows)


@group.command("invite", help=_("Print a code for the first sign-in of a person."))
@_PERSON
def invite(person: str) -> None:
    """Make the account where there is none, and a code that lives three days."""
    with console.refusals():
        code = operations.invite(_person(person), actor=SYSTEM, now=clock.now())
    text = _("Code of %(name)s for the first sign-in, valid for %(days)s days:")
    days = operations.CODE_LIVES.days
    console.out.print(text % {"name": person, "days": days}, markup=False)
    click.echo(code)


@group.command("grant", help=_("Give a person a role, in a unit and below."))
@_PERSON
@_ROLE
@click.option("--unit", metavar="CODE", help=_("Only in this unit and below."))
def grant(person: str, role: str, unit: str | None) -> None:
    """Grant a role; without a unit it reaches everywhere."""
    unit_id = None if unit is None else _unit(unit)
    with console.refusals():
        new = operations.grant(
            _person(person), role, unit_id, actor=SYSTEM, now=clock.now()
        )
    console.out.print(_("Granted.") if new else _("It was granted before."))


@group.command("revoke", help=_("Take a role from a person, in all units."))
@_PERSON
@_ROLE
def revoke(person: str, role: str) -> None:
    """Take every grant of a role away."""
    with console.refusals():
        gone = operations.revoke(_person(person), role, actor=SYSTEM, now=clock.now())
    if not gone:
        console.fail(_("This person does not have the role."))
    console.out.print(_("Revoked."))


@group.command("drop-second", help=_("Take a lost second factor from a person."))
@_PERSON
def drop_second(person: str) -> None:
    """Let a person set the second factor up anew; sign-ins of theirs end."""
    account_id = accounts.account_of(_person(person))
    if account_id is None or not second.drop(account_id, actor=SYSTEM, now=clock.now()):
        console.fail(_("This person has no second factor."))
    console.out.print(_("The second factor was taken away."))


@group.command(
    "outsider", help=_("Print a code for an executive whom no roster names.")
)
@click.argument("name", metavar="NAME")
@click.option("--close", is_flag=True, help=_("Close the account instead."))
def outsider(name: str, close: bool) -> None:
    """Make the account where there is none, with the role of an executive."""
    now = clock.now()
    if close:
        if not outsiders.close(name, actor=SYSTEM, now=now):
            console.fail(_("There is no such account."))
        console.out.print(_("The account was closed."))
        return
    with console.refusals():
        code = outsiders.invite(name, actor=SYSTEM, now=now)
    text = _("Code of %(name)s for the first sign-in, valid for %(days)s days:")
    days = operations.CODE_LIVES.days
    console.out.print(text % {"name": name, "days": days}, markup=False)
    click.echo(code)


@group.command("review", help=_("Write who may do what, for a review each quarter."))
@console.file_option("to", (".xlsx",), help_=_("The workbook to write."))
def review(to: Path) -> None:
    """Write the workbook of all roles and leave an audit line."""
    now = clock.now()
    to.write_bytes(reviews.review(None, _, language=console.language(), now=now))
    records.note("rights_review", actor=SYSTEM, now=now)
    console.out.print(_("Written: %(file)s") % {"file": to}, markup=False)


def _person(number: str) -> int:
    found = people.person_id(number)
    if found is None:
        console.fail(
            _("There is nobody with the staff number %(name)s.") % {"name": number}
        )
    return found


def _unit(code: str) -> int:
    found = people.unit_id(code)
    if found is None:
        text = _("There is no unit with the code %(name)s.")
        console.fail(text % {"name": code})
    return found
