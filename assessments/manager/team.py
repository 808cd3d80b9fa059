"""The people who answer to me: have they handed in, have I rated them; no answers."""

from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from assessments import access, clock
from assessments.jobs import reminders as jobs
from assessments.jobs.reminders import Seen
from assessments.manager import blueprint
from assessments.navigation import UNREACHED
from assessments.queries import development, ratings, reminders, rounds, teams
from assessments.queries.reminders import Waiting
from assessments.queries.rounds import RoundFacts
from competency.rounds import State

STATUSES: dict[str, LazyString] = {
    "asked": lazy_gettext("Not begun"),
    "draft": lazy_gettext("Begun, not handed in"),
    "submitted": lazy_gettext("Handed in"),
}


def shown(now: datetime) -> RoundFacts | None:
    """The newest round that takes answers now, else the newest that was opened."""
    found = [each for each in rounds.newest() if each.state is not State.DRAFT]
    return next((each for each in found if each.is_open(now)), next(iter(found), None))


@blueprint.get("/team")
@access.audience("supervisor")
def team() -> ResponseReturnValue:
    """My team in the round of now: who has handed in, begun, not begun."""
    now = clock.now()
    found = shown(now)
    members = teams.members(found.id, access.person_id()) if found else ()
    seen, unreached = _reminders(found, now) if found else (None, ())
    return render_template(
        "manager/team.html",
        round=found,
        open=found is not None and found.is_open(now),
        members=members,
        submitted=sum(member.status == "submitted" for member in members),
        rates=any(member.rating for member in members),
        rater=ratings.rates(access.person_id()),
        plans=development.leads(access.person_id()),
        proposed=development.waiting(access.person_id()),
        statuses=STATUSES,
        seen=seen,
        unreached=unreached,
        reasons=UNREACHED,
    )


def _reminders(
    found: RoundFacts, now: datetime
) -> tuple[Seen | None, tuple[Waiting, ...]]:
    """How my people stand with reminders and whom no mail reaches, while it is open."""
    if not found.is_open(now):
        return None, ()
    mine = access.person_id()
    unreached = reminders.unreached(found.id, supervisor_id=mine)
    return jobs.seen(found, now, mine), unreached
