"""What happens by the clock, whoever asked."""

import logging

from flask import current_app

from assessments import clock
from assessments.jobs import queue, retention
from assessments.operations.audit import SYSTEM
from assessments.queries import reminders, rounds

logger = logging.getLogger(__name__)


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


def keep_less() -> None:
    """Take away what was kept for long enough."""
    gone = retention.apply(current_app.config["SETTINGS"], clock.now())
    logger.info("retention took away %s", gone)
