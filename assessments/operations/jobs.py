"""Ordering jobs, and keeping how far they are.

Claims, heartbeats and ends are a job's own record and leave no audit line; what
the job changes leaves its own.
"""

from datetime import datetime

from sqlalchemy import update

from assessments.database import JsonObject, db
from assessments.models import Job
from assessments.operations import audit, transaction
from assessments.operations.audit import Actor
from assessments.queries import jobs

MOST_ATTEMPTS = 3


def order(
    kind: str, arguments: JsonObject, *, actor: Actor, now: datetime
) -> jobs.JobState:
    """The job that does this work: the live one with the same order, or a new one."""
    key = jobs.key(arguments)
    with transaction():
        if not jobs.live(kind, key):
            row = Job(
                kind=kind,
                arguments=arguments,
                arguments_key=key,
                ordered_at=now,
                account_id=actor.account_id,
                role=actor.role,
            )
            db.session.add(row)
            db.session.flush()
            audit.line(actor, "order", "job", row.id, now, kind=kind)
    found = jobs.live(kind, key)
    if found is None:
        raise LookupError(kind)
    return found


def claim(job_id: int, now: datetime) -> bool:
    """Whether this worker got the job; another may have been faster."""
    waiting = Job.id == job_id, Job.state == "waiting"
    return _set(
        *waiting,
        state="running",
        attempts=Job.attempts + 1,
        claimed_at=now,
        beat_at=now,
    )


def beat(job_id: int, done: int, total: int, now: datetime) -> None:
    """Keep how far a job is, and that it is alive."""
    _set(Job.id == job_id, done=done, total=total, beat_at=now)


def finish(job_id: int, result: JsonObject, now: datetime) -> None:
    """Keep what came out."""
    _set(Job.id == job_id, state="done", result=result, ended_at=now)


def fail(job_id: int, error: str, now: datetime) -> None:
    """Keep why nothing came out."""
    _set(Job.id == job_id, state="failed", error=error, ended_at=now)


def drop_file(job_id: int) -> None:
    """Keep no more where the file of a job lies; it has had its time."""
    _set(Job.id == job_id, result={"dropped": True})


def note_download(job_id: int, *, actor: Actor, now: datetime) -> None:
    """Log that somebody took away a file that names people."""
    with transaction():
        audit.line(actor, "download", "job", job_id, now)


def revive(job_id: int, now: datetime) -> bool:
    """Whether a lost job waits again; after three attempts it has failed."""
    lost = Job.id == job_id, Job.state.in_(("running", "waiting"))
    if _set(*lost, Job.attempts < MOST_ATTEMPTS, state="waiting", ordered_at=now):
        return True
    _set(*lost, state="failed", error="WorkerLostError", ended_at=now)
    return False


def _set(*where: object, **values: object) -> bool:
    with transaction():
        statement = update(Job).where(*where).values(**values)  # type: ignore[arg-type]
        result = db.session.execute(statement)
    return bool(result.rowcount)  # type: ignore[attr-defined]
