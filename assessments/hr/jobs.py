"""How far the jobs are that the signed-in account ordered."""

from collections.abc import Mapping, Sequence
from typing import cast

from flask import abort, jsonify, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from assessments import access, clock, errors, files
from assessments.hr import blueprint
from assessments.jobs.upkeep import KEPT
from assessments.operations import jobs as operations
from assessments.queries import jobs, results

TITLES: dict[str, LazyString] = {
    "close": lazy_gettext("Closing the round"),
    "cluster": lazy_gettext("Finding groups of training needs"),
    "needs": lazy_gettext("Writing the workbook of training needs"),
    "plan": lazy_gettext("Making the training plan"),
    "plan-workbook": lazy_gettext("Writing the workbook of the training plan"),
    "gaps": lazy_gettext("Writing the gap report"),
    "results": lazy_gettext("Making the results of people as PDF"),
    "rescored": lazy_gettext("Writing levels carried over to another framework"),
    "remind": lazy_gettext("Sending reminders"),
    "audit": lazy_gettext("Writing the audit log"),
}
_FAILED = lazy_gettext(
    "The work failed and changed nothing. Try again; if it fails again, tell your "
    "system administrator the number %(number)s."
)


def job_title(kind: str) -> LazyString:
    """What a kind of job is called on its page."""
    return TITLES.get(kind, lazy_gettext("Work in progress"))


def job_error(found: jobs.JobState) -> str:
    """Why a job failed: the rule's sentence, else what to do next."""
    sentences = {rule.__name__: words for rule, (_, words) in errors.ERRORS.items()}
    words = sentences.get(found.error or "", _FAILED)
    return str(words) % {"number": found.id} if words is _FAILED else str(words)


SHARED = ("close", "cluster", "needs", "plan", "plan-workbook", "remind")
"""Work of the whole HR office: whoever orders what is already under way sees it."""


ORDERED_BY: Mapping[str, Sequence[str]] = {
    "gaps": access.READERS,
    "remind": ("hr", "supervisor"),
    "audit": ("auditor",),
}
"""Kind of job → the roles that may order it; all others are for HR alone."""


def _mine(public_id: str) -> jobs.JobState:
    """A job of mine that I might order today: a role that was lost takes its files."""
    account_id = access.actor().account_id
    shared = SHARED if "hr" in access.roles() else ()
    if account_id is None:
        abort(404)
    found = jobs.of_account(public_id, account_id, shared)
    if found is None or not _may_order(found):
        abort(404)
    return found


def _may_order(job: jobs.JobState) -> bool:
    if not access.roles() & frozenset(ORDERED_BY.get(job.kind, ("hr",))):
        return False
    unit = job.arguments.get("unit")
    if job.kind != "gaps" or unit is None:
        return True
    round_id = cast("int", job.arguments["round"])
    seen = results.units(round_id, access.roots(*access.READERS))
    return any(each.unit_id == unit for each in seen)


@blueprint.get("/jobs/<public_id>")
@access.audience("hr", "manager", "executive", "supervisor", "admin", "auditor")
def job(public_id: str) -> ResponseReturnValue:
    """One job: a bar while it runs, its result afterwards."""
    return render_template(
        "hr/job.html",
        job=_mine(public_id),
        job_title=job_title,
        job_error=job_error,
        days=KEPT.days,
    )


@blueprint.get("/jobs/<public_id>/state")
@access.audience("hr", "manager", "executive", "supervisor", "admin", "auditor")
@access.asked_by_a_page
def job_state(public_id: str) -> ResponseReturnValue:
    """The same in short, for the page that watches it."""
    found = _mine(public_id)
    return jsonify(done=found.done, total=found.total, ended=found.ended)


@blueprint.get("/jobs/<public_id>/file")
@access.audience("hr", "manager", "executive", "admin", "auditor")
def job_file(public_id: str) -> ResponseReturnValue:
    """The file that a job has made; whoever takes it away is logged."""
    found = _mine(public_id)
    result = found.result or {}
    path = files.path(str(result.get("file", "")))
    if path is None:
        abort(404)
    name = cast("str", result.get("name", "file"))
    people = cast("int", result.get("people", 0))
    now, actor = clock.now(), access.actor()
    operations.note_taken(found.id, found.kind, people, actor=actor, now=now)
    return send_file(path, as_attachment=True, download_name=name)
