"""Jobs and how far they are."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, select

from assessments.database import JsonObject, db
from assessments.models import Job

_FIELDS = (
    Job.id,
    Job.public_id,
    Job.kind,
    Job.arguments,
    Job.state,
    Job.attempts,
    Job.done,
    Job.total,
    Job.error,
    Job.result,
    Job.account_id,
    Job.ordered_at,
    Job.ended_at,
)


@dataclass(frozen=True)
class JobState:
    """One job as its row tells it; `error` names a class, never a sentence."""

    id: int
    public_id: str
    kind: str
    arguments: JsonObject
    state: str
    attempts: int
    done: int
    total: int
    error: str | None
    result: JsonObject | None
    account_id: int | None
    ordered_at: datetime
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed"}


def _one(wanted: Select[*tuple[Any, ...]]) -> JobState | None:
    row = db.session.execute(wanted).mappings().one_or_none()
    return JobState(**row) if row else None


def job(job_id: int) -> JobState | None:
    """A job by its number."""
    return _one(select(*_FIELDS).where(Job.id == job_id))


def of_account(
    public_id: str, account_id: int, shared: Collection[str] = ()
) -> JobState | None:
    """A job that this account ordered, or one of a kind that it shares with others.

    Foreign and missing ones answer alike.
    """
    mine = (Job.account_id == account_id) | Job.kind.in_(tuple(shared))
    return _one(select(*_FIELDS).where(Job.public_id == public_id, mine))


def key(arguments: JsonObject) -> str:
    """What stands for a job's arguments in a comparison."""
    return sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()


def latest(kind: str, arguments: JsonObject) -> JobState | None:
    """The newest job that was ordered with just these arguments."""
    same = Job.kind == kind, Job.arguments_key == key(arguments)
    return _one(select(*_FIELDS).where(*same).order_by(Job.id.desc()).limit(1))


def live(kind: str, arguments_key: str) -> JobState | None:
    """The waiting or running job with the same work, if there is one."""
    same = Job.kind == kind, Job.arguments_key == arguments_key
    alive = Job.state.in_(("waiting", "running"))
    return _one(select(*_FIELDS).where(*same, alive))


def newest(account_id: int, limit: int = 20) -> tuple[JobState, ...]:
    """The newest jobs that an account ordered."""
    wanted = (
        select(*_FIELDS)
        .where(Job.account_id == account_id)
        .order_by(Job.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(wanted).mappings()
    return tuple(JobState(**row) for row in rows)


def late(before: datetime) -> tuple[int, ...]:
    """Running jobs without a heartbeat since then, and waiting ones ordered before."""
    stuck = (Job.state == "running") & (Job.beat_at < before)
    forgotten = (Job.state == "waiting") & (Job.ordered_at < before)
    return tuple(db.session.scalars(select(Job.id).where(stuck | forgotten)))


def with_files() -> tuple[tuple[int, JsonObject], ...]:
    """Number and result of the jobs whose result is a file."""
    rows = db.session.execute(select(Job.id, Job.result).where(Job.state == "done"))
    return tuple((row.id, row.result) for row in rows if "file" in (row.result or {}))


def ended(kinds: Collection[str], before: datetime) -> tuple[JobState, ...]:
    """Jobs of these kinds that were done by then."""
    wanted = select(*_FIELDS).where(
        Job.kind.in_(tuple(kinds)), Job.state == "done", Job.ended_at < before
    )
    rows = db.session.execute(wanted).mappings()
    return tuple(JobState(**row) for row in rows)
