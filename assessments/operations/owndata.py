"""Noting that people took their own data away."""

from datetime import datetime

from assessments.operations import audit, transaction
from assessments.operations.audit import Actor


def note_export(form: str, rows: int, *, actor: Actor, now: datetime) -> None:
    """Note that an account took its own data away, in which form and how many rows."""
    with transaction():
        audit.line(
            actor, "export", "own_data", actor.account_id, now, form=form, rows=rows
        )
