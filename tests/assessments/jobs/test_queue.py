"""A job's row is the truth: one worker, three attempts, no error lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from assessments import clock
from assessments.jobs import queue
from assessments.operations import jobs as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import jobs


def count_to(
    arguments: dict[str, object], progress: queue.Progress
) -> dict[str, object]:
    """A small real job."""
    end = int(str(arguments["end"]))
    for number in range(end):
        progress(number + 1, end)
    return {"sum": end * (end + 1) // 2}


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    queue.KINDS["count"] = f"{__name__}:count_to"
    yield
    del queue.KINDS["count"]


def test_a_job_keeps_its_progress_and_result(app: Flask) -> None:
    job = queue.order("count", {"end": 4}, actor=SYSTEM)
    queue.run(job.id)
    done = jobs.job(job.id)
    assert done is not None
    assert (done.state, done.done, done.total) == ("done", 4, 4)
    assert done.result == {"sum": 10}


def test_the_same_order_twice_is_one_live_job(app: Flask) -> None:
    first = queue.order("count", {"end": 4}, actor=SYSTEM)
    assert queue.order("count", {"end": 4}, actor=SYSTEM).id == first.id
    queue.run(first.id)
    assert queue.order("count", {"end": 4}, actor=SYSTEM).id != first.id


def test_a_failed_job_says_which_rule_broke(app: Flask) -> None:
    job = queue.order("count", {"end": "many"}, actor=SYSTEM)
    queue.run(job.id)
    failed = jobs.job(job.id)
    assert failed is not None
    assert (failed.state, failed.error) == ("failed", "ValueError")


def test_a_claimed_job_is_not_claimed_again(app: Flask, now: datetime) -> None:
    job = queue.order("count", {"end": 1}, actor=SYSTEM)
    assert operations.claim(job.id, now)
    assert not operations.claim(job.id, now)


def test_a_lost_job_is_tried_three_times(app: Flask) -> None:
    job = queue.order("count", {"end": 1}, actor=SYSTEM)
    long_ago = clock.now() - timedelta(hours=1)
    outcomes = []
    for _attempt in range(3):
        operations.claim(job.id, long_ago)
        assert jobs.late(clock.now() - queue.LATE) == (job.id,)
        outcomes.append(operations.revive(job.id, long_ago))
    assert outcomes == [True, True, False]
    lost = jobs.job(job.id)
    assert lost is not None
    assert (lost.state, lost.error) == ("failed", "WorkerLostError")
