"""Reminding by mail whoever has not handed in: one mail each, however often it runs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from assessments import clock, mail
from assessments.config import Settings
from assessments.jobs import letters, queue
from assessments.jobs.queue import Progress
from assessments.mail import Letter
from assessments.operations import reminders as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import jobs, reminders, rounds
from assessments.queries.jobs import JobState
from assessments.queries.reminders import Standing
from assessments.queries.rounds import RoundFacts


@dataclass(frozen=True)
class Seen:
    """What a page tells of reminders: whether mail is on, who waits, the last run."""

    sends_mail: bool
    standing: Standing
    last: JobState | None


def seen(found: RoundFacts, now: datetime, supervisor_id: int | None = None) -> Seen:
    """How a round stands with reminders; with a supervisor's people where named."""
    settings: Settings = current_app.config["SETTINGS"]
    standing = reminders.standing(found.id, now, supervisor_id=supervisor_id)
    last = jobs.latest("remind", _arguments(found.id, supervisor_id))
    return Seen(settings.sends_mail, standing, last)


def order(
    found: RoundFacts, now: datetime, *, actor: Actor, supervisor_id: int | None = None
) -> JobState:
    """The job that reminds; raises `MailOffError` or `RoundClosedError` at once."""
    mail.require_on(current_app.config["SETTINGS"])
    found.require_open(now)
    return queue.order("remind", _arguments(found.id, supervisor_id), actor=actor)


def _arguments(round_id: int, supervisor_id: int | None) -> dict[str, object]:
    whole: dict[str, object] = {"round": round_id}
    return whole if supervisor_id is None else whole | {"supervisor": supervisor_id}


def remind(
    round_id: int,
    progress: Progress,
    *,
    supervisor_id: int | None = None,
    again: bool = False,
    actor: Actor = SYSTEM,
) -> Mapping[str, int]:
    """How many mails came to what, by `Fate`; only a supervisor's people where named.

    Each person is claimed before their mail and marked after it, so a run that is
    killed and begun again, or two at once, write to nobody twice: whoever was
    claimed and not marked stays unclear and is left alone for a day. Raises
    `MailOffError`, `MailServerError`, `NoSuchRoundError` or `RoundClosedError`.
    """
    settings: Settings = current_app.config["SETTINGS"]
    mail.require_on(settings)
    facts, now = rounds.round_(round_id), clock.now()
    facts.require_open(now)
    due = reminders.due(round_id, now, supervisor_id=supervisor_id, again=again)
    counts = Counter({fate.value: 0 for fate in mail.Fate})
    try:
        sending = _fates(facts, due, settings, again=again)
        for done, fate in enumerate(sending, 1):
            counts[fate] += 1
            progress(done, len(due))
    finally:
        # A timer that finds nobody to write to has done nothing worth a line.
        if counts.total():
            operations.note(
                round_id,
                counts,
                actor=actor,
                supervisor_id=supervisor_id,
                now=clock.now(),
            )
    return counts


def _fates(
    facts: RoundFacts, due: Sequence[int], settings: Settings, *, again: bool
) -> Iterator[str]:
    """What came of each letter, kept before it is told."""
    if not due:
        return
    written = _letters(facts, due, settings.address, again=again)
    for letter, fate in mail.send(written, settings):
        operations.mark(facts.id, letter.mark, fate.value, clock.now())
        yield fate.value


def _letters(
    facts: RoundFacts, due: Sequence[int], address: str, *, again: bool
) -> Iterator[Letter]:
    for person_id in due:
        now = clock.now()
        found = operations.claim(facts.id, person_id, now, again=again)
        if found is not None:
            yield letters.reminder(found, facts, address, now)


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Remind a round's people; the result says how many, and on which page."""
    round_id, given = int(str(arguments["round"])), arguments.get("supervisor")
    supervisor_id = None if given is None else int(str(given))
    again = bool(arguments.get("again"))
    counts = remind(round_id, progress, supervisor_id=supervisor_id, again=again)
    hr = f"/hr/rounds/{rounds.round_(round_id).public_id}#reminders"
    page = hr if supervisor_id is None else "/manager/team"
    return {"page": page, "reminded": dict(counts)}
