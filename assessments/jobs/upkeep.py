"""What happens by the clock, whoever asked."""

import logging
from datetime import timedelta

from flask import current_app

from assessments import anchors, clock, files, thai
from assessments.jobs import queue, retention
from assessments.operations import jobs as operations
from assessments.operations import tries
from assessments.operations.audit import SYSTEM
from assessments.queries import audit, jobs, reminders, rounds

logger = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long files that name people wait to be taken away: they can be made again."""

PERSONAL = ("results",)
"""Work whose file names people."""


def close_due() -> tuple[int, ...]:
    """The rounds whose time is up, each now with a job that closes it.

    A round that is waited for already keeps its one live job.
    """
    due = rounds.over(clock.now())
    for round_id in due:
        queue.order("close", {"round": round_id}, actor=SYSTEM)
        logger.info("round %s is over", round_id)
    return due


def remind_again() -> tuple[int, ...]:
    """The rounds with mails that the server did not take yet, each with a new job."""
    if not current_app.config["SETTINGS"].sends_mail:
        return ()
    waiting = reminders.put_off(clock.now())
    for round_id in waiting:
        queue.order("remind", {"round": round_id, "again": True}, actor=SYSTEM)
    return waiting


def drop_personal() -> tuple[int, ...]:
    """The jobs whose file, which names people, was deleted now after its time."""
    late = jobs.ended(PERSONAL, clock.now() - KEPT)
    found = tuple(each for each in late if each.result and "file" in each.result)
    for each in found:
        operations.drop_file(each.id)
        files.drop(str((each.result or {})["file"]))
        logger.info("the file of job %s was deleted", each.id)
    return tuple(each.id for each in found)


def keep_head() -> bool:
    """Whether the end of the log was written down outside the database today."""
    end, today = audit.bounds(), clock.now().astimezone(thai.BANGKOK).date()
    return bool(end.last) and anchors.keep(today, end.last, end.head)


def forget_tries() -> None:
    """Forget who tried to sign in a day ago."""
    tries.forget(clock.now())


def keep_less() -> None:
    """Take away what was kept for long enough."""
    gone = retention.apply(current_app.config["SETTINGS"], clock.now())
    logger.info("retention took away %s", gone)
