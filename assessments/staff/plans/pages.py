"""My development plan of a round, and those of the people who answered to me in it."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock
from assessments.operations import development as operations
from assessments.operations.development import StalePlanError, Wish
from assessments.queries import development as queries
from assessments.queries.development import Plan
from assessments.staff import blueprint
from assessments.staff.plans import form, showing, suggesting, words
from assessments.staff.plans.form import Typed
from competency.development import (
    Difference,
    Move,
    Row,
    Seat,
    differences,
    lacking,
    moves,
    problems,
)
from competency.problems import Problems


def found(public_id: str) -> Plan:
    """The plan of this name if I may see it; foreign and missing ones answer alike."""
    plan = queries.plan(public_id, access.person_id())
    return abort(404) if plan is None else plan


def note_read(plan: Plan) -> None:
    """Log it where a supervisor looks at somebody else's plan."""
    if plan.seat is Seat.SUPERVISOR:
        actor, now = access.actor("supervisor"), clock.now()
        operations.note_read(plan, actor=actor, now=now)


@blueprint.get("/plans")
@access.audience("staff")
def plans() -> ResponseReturnValue:
    """The plans of the people who answered to me, round by round."""
    team = queries.of_team(access.person_id())
    return render_template("staff/plans.html", team=team, states=words.STATES)


@blueprint.route("/plans/<public_id>", methods=["GET", "POST"], endpoint="plan")
@access.audience("staff")
def plan_(public_id: str) -> ResponseReturnValue:
    """A development plan to read and to change; a POST adds, removes or keeps rows."""
    plan = found(public_id)
    if request.method == "POST":
        return _sent(plan, form.sent(request.form))
    note_read(plan)
    return _page(plan, [form.typed(row) for row in plan.rows or _suggested(plan)])


def _suggested(plan: Plan) -> tuple[Row, ...]:
    """What a plan could begin with; nothing once somebody has saved it."""
    return suggesting.for_gaps(plan) if plan.id is None else ()


def _sent(plan: Plan, rows: list[Typed]) -> ResponseReturnValue:
    """Do what the pressed button says with the rows as they were sent."""
    do, _colon, key = request.form.get("do", "save").partition(":")
    if do == "add":
        new = Typed(form.new_key())
        return _page(plan, [*rows, new], new=new.key)
    if do == "further":
        more = [form.typed(row) for row in suggesting.for_next_levels(plan)]
        return _page(plan, showing.joined(rows, more))
    if do == "remove":
        return _page(plan, showing.without(rows, key))
    return _put(plan, rows, Move(do) if do in set(Move) else abort(400))


def _put(plan: Plan, typed: list[Typed], move: Move) -> ResponseReturnValue:
    """Keep the rows and make the move; or say all that is wrong, and lose nothing."""
    names = showing.lists(plan).names
    rows, unread = form.read(typed, names)
    faults = (*unread, *problems(rows, plan.framework, names), *lacking(rows, move))
    if faults:
        return _page(plan, typed, form.told_once(faults))
    role = "supervisor" if plan.seat is Seat.SUPERVISOR else "staff"
    wish = Wish(request.form.get("version", -1, int), rows, move)
    try:
        kept = operations.put(plan, wish, actor=access.actor(role), now=clock.now())
    except StalePlanError:
        return _conflict(found(plan.answers), typed, rows)
    flash(str(words.SAID[kept.state]), "success")
    return redirect(url_for("staff.plan", public_id=plan.answers))


def _conflict(
    plan: Plan, typed: Sequence[Typed], rows: Sequence[Row]
) -> ResponseReturnValue:
    """The page as it was typed, with both values of all that somebody else changed."""
    conflict = differences(rows, plan.rows)
    if not conflict:
        flash(_("The same was saved in another place meanwhile."), "info")
        return redirect(url_for("staff.plan", public_id=plan.answers))
    kept = [form.typed(row) for row in plan.rows]
    return _page(plan, showing.joined(typed, kept), conflict=conflict)


def _page(
    plan: Plan,
    rows: Sequence[Typed],
    faults: Problems = (),
    conflict: Sequence[Difference] = (),
    new: str = "",
) -> ResponseReturnValue:
    """The form. Once a conflict is told, what is sent next is sent knowingly."""
    lists = showing.lists(plan)
    opened = {row.key for each in conflict for row in (each.mine, each.kept) if row}
    seen = request.form.get("version", plan.version, int)
    page = render_template(
        "staff/plan.html",
        plan=plan,
        own=plan.seat is Seat.PERSON,
        rows=showing.shown(rows, lists, faults, opened, new),
        version=plan.version if conflict else seen,
        faults=showing.told(faults, rows),
        differing=showing.differing(conflict, lists),
        changed=request.method == "POST",
        moves=() if plan.supervisor is None else moves(plan.state, plan.seat),
        with_results=plan.state in showing.WITH_RESULTS,
        competencies=lists.competencies,
        levels=showing.levels(plan.framework),
        words=words,
    )
    if conflict:
        return page, HTTPStatus.CONFLICT
    return page, HTTPStatus.BAD_REQUEST if faults else HTTPStatus.OK
