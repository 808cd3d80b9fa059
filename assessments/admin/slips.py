"""Codes for the first sign-in on paper, for all newcomers of a unit at once."""

from datetime import datetime
from io import BytesIO

from flask import current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectField, SubmitField

from assessments import access, clock, languages, thai
from assessments.admin import blueprint
from assessments.documents import slips as document
from assessments.documents.slips import Slip
from assessments.documents.typesetting import Page
from assessments.extensions import Form
from assessments.operations import accounts as operations
from assessments.queries import accounts, people
from assessments.queries.accounts import Newcomer

MOST = 200
"""Slips of one PDF: each code is hashed as slowly as a password."""


class SlipsForm(Form):
    """Of which unit, and whether for those too who may have a code sent."""

    unit = SelectField(lazy_gettext("Unit and all below it"))
    without_mail = BooleanField(lazy_gettext("Only people without an e-mail address"))
    submit = SubmitField(lazy_gettext("Make codes and print the slips"))


@blueprint.route("/slips", methods=["GET", "POST"])
@access.audience("hr", "admin")
def slips() -> ResponseReturnValue:
    """The page to order slips, or their PDF, which is kept nowhere."""
    form, mine = SlipsForm(), _mine()
    tree = [unit for unit in people.tree(mine) if unit.total]
    form.unit.choices = [(unit.public_id, _unit_name(unit)) for unit in tree]
    address = current_app.config["SETTINGS"].address
    if address and form.validate_on_submit():
        return _made(form, f"{address}{url_for('account.first')}")
    return render_template(
        "admin/slips.html",
        form=form,
        address=address,
        most=MOST,
        hours=operations.CODE_LIVES.total_seconds() // 3600,
        waiting=len(accounts.newcomers(mine)),
        unreached=len(accounts.newcomers(mine, without_mail=True)),
    )


def _mine() -> frozenset[int]:
    """The units that I look after, in either role."""
    return access.unit_ids("hr") | access.unit_ids("admin")


def _unit_name(unit: people.UnitLine) -> str:
    return "\u2003" * unit.depth + unit.name(languages.current())


def _made(form: SlipsForm, address: str) -> ResponseReturnValue:
    """The slips of a unit; back to the page where nobody waits for one."""
    unit = people.unit_of(str(form.unit.data))
    now, actor = clock.now(), access.actor()
    found = operations.invite_newcomers(
        people.below([unit] if unit else []) & _mine(),
        MOST,
        without_mail=bool(form.without_mail.data),
        actor=actor,
        now=now,
    )
    if not found:
        flash(_("Nobody of this unit waits for a first sign-in."), "info")
        return redirect(url_for("admin.slips"))
    content = document.write(
        [_slip(*each) for each in found], address, _until(now), _frame(now), _
    )
    return send_file(BytesIO(content), "application/pdf", download_name="slips.pdf")


def _slip(newcomer: Newcomer, code: str) -> Slip:
    unit = newcomer.unit(languages.current())
    return Slip(newcomer.name, newcomer.number, unit, code)


def _until(now: datetime) -> str:
    return thai.moment(now + operations.CODE_LIVES, languages.current())


def _frame(now: datetime) -> Page:
    title = _("Slips for the first sign-in")
    notice = _("Demo: all people, units and figures are invented.")
    demo = notice if current_app.config["DEMO"] else ""
    return Page(title, languages.current(), title, now, demo)
