"""Who may sign in, and who may act where."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, SubmitField

from assessments import access, clock, languages, navigation
from assessments.admin import blueprint
from assessments.extensions import Form
from assessments.operations import accounts as operations
from assessments.operations import second as second_operations
from assessments.queries import accounts, people
from assessments.queries import second as second_queries

EVERYWHERE = ""
"""The unit field's value for the whole agency."""


class GrantForm(Form):
    """A role, and where."""

    role = SelectField(lazy_gettext("Role"))
    unit = SelectField(lazy_gettext("In this unit and all below it"))
    submit = SubmitField(lazy_gettext("Grant"))


@blueprint.get("/accounts", endpoint="accounts")
@access.audience("admin")
def list_() -> ResponseReturnValue:
    """People of my part with an account, or everybody a search finds."""
    text = request.args.get("text", "").strip()
    page = people.search(
        text,
        access.unit_ids("admin"),
        request.args.get("page", 1, type=int),
        with_account=not text,
    )
    return render_template(
        "admin/accounts.html",
        text=text,
        page=page,
        found=accounts.of_people([line.id for line in page.lines]),
        administers_all=_mine(None),
        address=lambda number: url_for(
            "admin.accounts", text=text or None, page=number
        ),
    )


@blueprint.get("/accounts/<public_id>")
@access.audience("admin")
def account(public_id: str) -> ResponseReturnValue:
    """One person's account: whether they signed in yet, and what they may do."""
    return _page(_person(public_id))


@blueprint.post("/accounts/<public_id>/invite")
@access.audience("admin")
def invite(public_id: str) -> ResponseReturnValue:
    """The same page with a new code, which is shown this once.

    A code opens the account, so it is not for whoever administers less than it may.
    """
    line = _person(public_id)
    if not _within(line):
        abort(403)
    code = operations.invite(line.id, actor=access.actor("admin"), now=clock.now())
    return _page(line, code=code)


@blueprint.post("/accounts/<public_id>/second")
@access.audience("admin")
def second(public_id: str) -> ResponseReturnValue:
    """The same page, after somebody's second factor was taken away.

    Whoever lost the phone sets another one up; the password stays needed.
    """
    line = _person(public_id)
    facts = accounts.of_people([line.id]).get(line.id)
    if facts is None or not _within(line):
        abort(403)
    actor = access.actor("admin")
    if second_operations.drop(facts.id, actor=actor, now=clock.now()):
        flash(_("The second factor was taken away."), "success")
    return redirect(url_for("admin.account", public_id=public_id))


@blueprint.post("/accounts/<public_id>/grant")
@access.audience("admin")
def grant(public_id: str) -> ResponseReturnValue:
    """The same page, with one role more."""
    line = _person(public_id)
    form = _form()
    if not form.validate_on_submit():
        abort(400)
    unit_id = people.unit_of(form.unit.data) if form.unit.data else None
    role = form.role.data
    now, actor = clock.now(), access.actor("admin")
    new = operations.grant(line.id, role, unit_id, actor=actor, now=now)
    flash(_("Granted.") if new else _("It was granted before."), "success")
    return redirect(url_for("admin.account", public_id=public_id))


@blueprint.post("/accounts/<public_id>/revoke")
@access.audience("admin")
def revoke(public_id: str) -> ResponseReturnValue:
    """The same page, with one role less."""
    line = _person(public_id)
    role, unit = request.form.get("role", ""), request.form.get("unit", EVERYWHERE)
    unit_id = people.unit_of(unit) if unit else None
    if (unit and unit_id is None) or not _mine(unit_id):
        abort(404)
    now, actor = clock.now(), access.actor("admin")
    units = frozenset({unit_id})
    if operations.revoke(line.id, role, units, actor=actor, now=now):
        flash(_("Revoked."), "success")
    return redirect(url_for("admin.account", public_id=public_id))


def _person(public_id: str) -> people.PersonLine:
    """Somebody of my part; foreign and missing people answer alike."""
    found = people.person(public_id, access.unit_ids("admin"))
    return abort(404) if found is None else found.line


def _page(line: people.PersonLine, code: str = "") -> ResponseReturnValue:
    facts = accounts.of_people([line.id]).get(line.id)
    return render_template(
        "admin/account.html",
        line=line,
        facts=facts,
        code=code,
        days=operations.CODE_LIVES.days,
        address=_first_address(),
        form=_form(),
        within=_within(line),
        second=second_queries.kept(facts.id) if facts else None,
        mine=[grant for grant in facts.grants if _mine(grant.unit_id)] if facts else [],
    )


def _first_address() -> str:
    """Where a code is typed in; as this page was asked for, if no address is set."""
    address = current_app.config["SETTINGS"].address
    path = url_for("account.first", _external=not address)
    return f"{address}{path}"


def _mine(unit_id: int | None) -> bool:
    """Whether I may grant and revoke in a unit; None is the whole agency."""
    mine = access.unit_ids("admin")
    return people.unit_ids() <= mine if unit_id is None else unit_id in mine


def _within(line: people.PersonLine) -> bool:
    """Whether a person may act in my units only."""
    facts = accounts.of_people([line.id]).get(line.id)
    return facts is None or all(_mine(grant.unit_id) for grant in facts.grants)


def _form() -> GrantForm:
    form = GrantForm()
    form.role.choices = [
        (role, navigation.role_name(role)) for role in operations.ROLES
    ]
    form.unit.choices = _units()
    return form


def _units() -> list[tuple[str, str]]:
    """Units that I may grant in, as a tree; all of them together only to one of all."""
    mine = access.unit_ids("admin")
    tree = people.tree(mine)
    language = languages.current()
    named = [(u.public_id, "\u2003" * u.depth + u.name(language)) for u in tree]
    whole = [(EVERYWHERE, _("The whole agency"))] if _mine(None) else []
    return [*whole, *named]
