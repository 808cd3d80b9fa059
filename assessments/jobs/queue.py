"""The one task of the queue: claim a job's row, run it, keep progress and error."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pkgutil import resolve_name

from flask import Flask, current_app
from huey import SqliteHuey, crontab

from assessments import clock
from assessments.operations import jobs as operations
from assessments.operations.audit import Actor
from assessments.queries import jobs as queries

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
Work = Callable[[dict[str, object], Progress], dict[str, object]]

KINDS: dict[str, str] = {
    "close": "assessments.jobs.rounds:work",
    "gaps": "assessments.jobs.exports:gaps",
    "cluster": "assessments.jobs.needs:work",
    "needs": "assessments.jobs.needs:write",
    "plan": "assessments.jobs.plans:work",
    "plan-workbook": "assessments.jobs.plans:write",
    "results": "assessments.jobs.printing:work",
    "rescored": "assessments.jobs.rescoring:work",
    "remind": "assessments.jobs.reminders:work",
    "audit": "assessments.jobs.audit:work",
    "reset": "assessments.jobs.resetting:work",
}
"""Kinds of job and the function that does each, as "package.module:function".

They are imported by the worker alone: scikit-learn and matplotlib take seconds.
"""

EVERY_MINUTE: tuple[str, ...] = (
    "assessments.jobs.upkeep:close_due",
    "assessments.jobs.upkeep:remind_again",
    "assessments.jobs.upkeep:drop_personal",
    "assessments.jobs.upkeep:keep_head",
    "assessments.jobs.upkeep:forget_tries",
)
"""What the worker does each minute, named in the same way."""

NIGHTLY: tuple[str, ...] = ("assessments.jobs.upkeep:keep_less",)
"""What the worker does once a night."""

NIGHT = {"hour": "19", "minute": "30"}
"""Half past two at night in Bangkok; the queue reckons in UTC."""

BETWEEN_BEATS = timedelta(seconds=0.5)
LATE = timedelta(minutes=2)


def work_of(kind: str) -> Work:
    """The function that does a kind of job."""
    work: Work = resolve_name(KINDS[kind])
    return work


def order(kind: str, arguments: dict[str, object], *, actor: Actor) -> queries.JobState:
    """The ordered job; its row is kept before the queue hears of it."""
    job = operations.order(kind, arguments, actor=actor, now=clock.now())
    current_app.extensions["run_job"](job.id)
    return job


def run(job_id: int) -> None:
    """Do one job and keep what came of it; a job of another worker is left alone."""
    if not operations.claim(job_id, clock.now()):
        return
    job = queries.job(job_id)
    if job is None:
        return
    try:
        result = work_of(job.kind)(dict(job.arguments), _progress(job_id))
    except Exception as error:
        logger.exception("job %s (%s) failed", job_id, job.kind)
        operations.fail(job_id, type(error).__name__, clock.now())
    else:
        operations.finish(job_id, result, clock.now())
        logger.info("job %s (%s) done", job_id, job.kind)


def _progress(job_id: int) -> Progress:
    """A function that keeps progress, but not more often than a reader can see."""
    last = clock.now() - BETWEEN_BEATS

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = clock.now()
        if now - last >= BETWEEN_BEATS or done == total:
            operations.beat(job_id, done, total, now)
            last = now

    return progress


def revive(app: Flask) -> None:
    """Queue again what a killed worker left behind."""
    now = clock.now()
    for job_id in queries.late(now - LATE):
        if operations.revive(job_id, now):
            app.extensions["run_job"](job_id)


def set_up(app: Flask) -> None:
    """Connect the queue's file in the data folder; the worker reads the same."""
    path = app.config["SETTINGS"].data / "queue.sqlite"
    queue = SqliteHuey(name="samatthana", filename=str(path))

    @queue.task(name="run_job")  # type: ignore[untyped-decorator]
    def run_job(job_id: int) -> None:
        with app.app_context():
            run(job_id)

    @queue.periodic_task(crontab(minute="*"), name="revive_jobs")  # type: ignore[untyped-decorator]
    def revive_jobs() -> None:
        with app.app_context():
            revive(app)

    @queue.periodic_task(crontab(minute="*"), name="every_minute")  # type: ignore[untyped-decorator]
    def every_minute() -> None:
        with app.app_context():
            for name in EVERY_MINUTE:
                resolve_name(name)()

    @queue.periodic_task(crontab(**NIGHT), name="nightly")  # type: ignore[untyped-decorator]
    def nightly() -> None:
        with app.app_context():
            for name in NIGHTLY:
                resolve_name(name)()

    app.extensions.update(queue=queue, run_job=run_job)
