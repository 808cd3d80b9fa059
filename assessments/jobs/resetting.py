"""A code for a new password, sent to whoever forgot theirs."""

from typing import cast

from flask import current_app

from assessments import clock, mail
from assessments.jobs import letters
from assessments.jobs.queue import Progress
from assessments.operations import accounts as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import accounts


def work(arguments: dict[str, object], _progress: Progress) -> dict[str, object]:
    """What became of the letter; the code stands in it and nowhere else."""
    settings = current_app.config["SETTINGS"]
    mail.require_on(settings)
    account_id, now = cast("int", arguments["account"]), clock.now()
    found = accounts.addressee(account_id)
    if found is None:
        return {"fate": "nobody"}
    lives = operations.RESET_LIVES
    code = operations.invite(found.person_id, lives=lives, actor=SYSTEM, now=now)
    letter = letters.new_password(found, code, settings.address, now, now + lives)
    (fate,) = (fate for _letter, fate in mail.send([letter], settings))
    return {"fate": str(fate)}
