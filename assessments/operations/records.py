"""Noting that somebody took a paper about personal data away."""

from datetime import datetime

from assessments.operations import audit
from assessments.operations.audit import Actor


def note(paper: str, *, actor: Actor, now: datetime) -> None:
    """Note that a paper was made: a record of processing, a report, a review."""
    audit.note(actor, "export", paper, now)
