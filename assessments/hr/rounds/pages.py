"""Rounds: the list, one round, how many have answered, opening, closing, archive."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from assessments import access, clock
from assessments.hr import blueprint
from assessments.hr.rounds.saying import asking, counting
from assessments.jobs import queue, reminders
from assessments.operations import rounds as operations
from assessments.queries import rounds, targets
from assessments.queries.rounds import RoundFacts
from competency import rounds as rules
from competency.rounds import MOVES, State

STATES: dict[State, LazyString] = {
    State.DRAFT: lazy_gettext("Draft"),
    State.OPEN: lazy_gettext("Open"),
    State.CLOSING: lazy_gettext("Closing"),
    State.CLOSED: lazy_gettext("Closed"),
    State.ARCHIVED: lazy_gettext("In the archive"),
}

ASKED: dict[str, tuple[State, LazyString, LazyString]] = {
    "open": (
        State.OPEN,
        lazy_gettext("Open the round"),
        lazy_gettext(
            "Everybody of the target group is invited. Units, positions and the "
            "framework stay as they are now for this round, whatever changes later."
        ),
    ),
    "close": (
        State.CLOSING,
        lazy_gettext("Close the round"),
        lazy_gettext(
            "No more answers are taken, and levels and gaps are worked out once and "
            "for all. Answers that were not handed in do not count. A closed round "
            "is not opened again."
        ),
    ),
    "archive": (
        State.ARCHIVED,
        lazy_gettext("Put the round into the archive"),
        lazy_gettext("The round and its results stay readable."),
    ),
}
"""Moves that HR makes: the state each leads to, its button, what it means."""


def round_of(public_id: str) -> RoundFacts:
    """The round of this outward name; there is no such page without one."""
    found = rounds.named(public_id)
    return abort(404) if found is None else found


def _page(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("hr.round_", public_id=public_id))


@blueprint.get("/rounds", endpoint="rounds")
@access.audience("hr")
def list_() -> ResponseReturnValue:
    """All rounds, the newest first."""
    found = [(each, rounds.rate(each.id)) for each in rounds.newest()]
    return render_template("hr/rounds.html", rounds=found, states=STATES)


@blueprint.get("/rounds/<public_id>")
@access.audience("hr")
def round_(public_id: str) -> ResponseReturnValue:
    """One round: its window and framework, who has answered, what to do next."""
    found, now = round_of(public_id), clock.now()
    moves = [name for name, (to, *_words) in ASKED.items() if to in MOVES[found.state]]
    return render_template(
        "hr/round.html",
        round=found,
        states=STATES,
        moves=[(name, ASKED[name][1]) for name in moves],
        rate=rounds.rate(found.id),
        rates=rounds.rates(found.id),
        over=found.is_over(now),
        seen=reminders.seen(found, now) if found.is_open(now) else None,
        own=targets.counts(found.id),
        asking=tuple(asking(found.settings)),
        counting=counting(found.settings) if found.settings.raters else (),
    )


@blueprint.route(
    "/rounds/<public_id>/<any(open, close, archive):move>", methods=["GET", "POST"]
)
@access.audience("hr")
@access.whole_agency
def round_move(public_id: str, move: str) -> ResponseReturnValue:
    """What a move means; a POST makes it."""
    found = round_of(public_id)
    to, button, meaning = ASKED[move]
    rules.require_move(found.state, to)
    if request.method == "POST":
        return _MOVES[move](found)
    return render_template(
        "hr/round_move.html", round=found, button=button, meaning=meaning
    )


def _open(found: RoundFacts) -> ResponseReturnValue:
    actor, now = access.actor("hr"), clock.now()
    count = operations.open_(found.id, actor=actor, now=now)
    flash(_("The round is open. %(count)s people are invited.", count=count), "success")
    return _page(found.public_id)


def _close(found: RoundFacts) -> ResponseReturnValue:
    job = queue.order("close", {"round": found.id}, actor=access.actor("hr"))
    return redirect(url_for("hr.job", public_id=job.public_id))


def _archive(found: RoundFacts) -> ResponseReturnValue:
    operations.archive(found.id, actor=access.actor("hr"), now=clock.now())
    flash(_("The round is in the archive."), "success")
    return _page(found.public_id)


_MOVES: dict[str, Callable[[RoundFacts], ResponseReturnValue]] = {
    "open": _open,
    "close": _close,
    "archive": _archive,
}
