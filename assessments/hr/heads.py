"""Heads of units whom the roster shows, for HR to confirm as managers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import access, clock
from assessments.hr import blueprint
from assessments.operations import accounts as operations
from assessments.queries import heads as queries

ROLE = "manager"

REASONS: dict[str, LazyString] = {
    "left": lazy_gettext("Is no longer staff"),
    "another": lazy_gettext("The roster shows somebody else as head"),
    "leads nobody": lazy_gettext("Nobody of the unit answers to this person"),
}
"""Why a manager is worth a second look."""

_STALE = lazy_gettext(
    "The roster or the roles changed meanwhile, and nothing was done. Look once more."
)


@blueprint.get("/heads", endpoint="heads")
@access.audience("hr")
def list_() -> ResponseReturnValue:
    """The heads found in my part, to be confirmed, and managers who may be none."""
    mine = access.unit_ids("hr")
    found = queries.heads(mine)
    return render_template(
        "hr/heads.html",
        waiting=[each for each in found if not each.manages],
        managing=[each for each in found if each.manages],
        doubtful=queries.doubtful(mine),
        reasons=REASONS,
        all=request.args.get("all") == "1",
    )


@blueprint.post("/heads", endpoint="heads_confirm")
@access.audience("hr")
def confirm() -> ResponseReturnValue:
    """The same page; who was ticked manages the unit, if the roster says so still."""
    found = {each.key: each for each in queries.heads(access.unit_ids("hr"))}
    ticked = set(request.form.getlist("head"))
    if not ticked:
        flash(_("Nobody was ticked, so nothing was granted."), "info")
    elif not ticked <= found.keys():
        flash(str(_STALE), "warning")
    else:
        chosen = [each for key, each in found.items() if key in ticked]
        wishes = [(each.person.id, each.unit.id) for each in chosen]
        now, actor = clock.now(), access.actor("hr")
        count = operations.grant_all(wishes, ROLE, actor=actor, now=now)
        flash(_("New managers: %(count)s.", count=count), "success")
    return redirect(url_for("hr.heads"))


@blueprint.post("/heads/withdraw", endpoint="heads_withdraw")
@access.audience("hr")
def withdraw() -> ResponseReturnValue:
    """The same page; one who was in doubt manages the unit no longer."""
    found = {each.key: each for each in queries.doubtful(access.unit_ids("hr"))}
    each = found.get(request.form.get("manager", ""))
    if each is None:
        flash(str(_STALE), "warning")
    else:
        now, actor = clock.now(), access.actor("hr")
        units = frozenset({each.unit.id})
        operations.revoke(each.person.id, ROLE, units, actor=actor, now=now)
        flash(_("Revoked."), "success")
    return redirect(url_for("hr.heads"))
