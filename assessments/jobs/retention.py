"""Retention by class of data: what is due, and letting it go, each night."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assessments import files
from assessments.config import Settings
from assessments.jobs import erasure
from assessments.operations import retention as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.queries import retention

Counts = Mapping[str, int]
"""Class of data → rows, people or files of it."""

CLASSES = ("answers", "results", "leavers", "jobs", "files")


def due(settings: Settings, now: datetime) -> Counts:
    """What retention would take away at a moment; nothing is changed."""
    answers = retention.closed_before(_ago(now, settings.keep_answers_days))
    results = retention.closed_before(_ago(now, settings.keep_results_days))
    ratings = sum(each.count for each in retention.answered(answers))
    until = _ago(now, settings.keep_files_days)
    return {
        "answers": ratings + retention.evidence(answers),
        "results": retention.levels(results),
        "leavers": len(_leavers(settings, now)),
        "jobs": retention.ended_before(until),
        "files": files.older(until),
    }


def apply(settings: Settings, now: datetime, actor: Actor = SYSTEM) -> Counts:
    """What was taken away; what is left on disk of it is overwritten at once."""
    answers = retention.closed_before(_ago(now, settings.keep_answers_days))
    results = retention.closed_before(_ago(now, settings.keep_results_days))
    until = _ago(now, settings.keep_files_days)
    leavers = _leavers(settings, now)
    for person_id, number in leavers:
        erasure.erase(person_id, number, actor=actor, now=now)
    gone = {
        "answers": operations.answers(answers, actor=actor, now=now),
        "results": operations.levels(results, actor=actor, now=now),
        "leavers": len(leavers),
        "jobs": operations.jobs_ended(until, actor=actor, now=now),
        "files": files.clear(until),
    }
    if gone["answers"] or gone["results"] or erasure.recent(now):
        erasure.compact()
    return gone


def _leavers(settings: Settings, now: datetime) -> tuple[tuple[int, str], ...]:
    return retention.left_before(_ago(now, settings.keep_leavers_days))


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)
