"""Second factors: setting up, using codes once, and starting anew."""

import secrets
from datetime import datetime

from sqlalchemy import delete, insert, update

from assessments.database import db
from assessments.models import SecondFactor
from assessments.operations import audit, transaction
from assessments.operations.accounts import end_all, in_halves, new_code
from assessments.operations.audit import Actor
from assessments.operations.sealing import marked, opened, sealed
from assessments.queries import second as queries
from competency import onetime
from competency.errors import CompetencyError

RECOVERIES = 10
"""So many codes for the day on which the phone is gone."""


class WrongCodeError(CompetencyError):
    """The code of the app is not the one of this moment, or was used already."""


def new_secret() -> bytes:
    """A secret for an app, not kept yet."""
    return secrets.token_bytes(onetime.SECRET_BYTES)


def enrol(
    account_id: int, secret: bytes, given: str, *, key: str, now: datetime
) -> tuple[str, ...]:
    """Recovery codes, shown this once; the app has proved that it has the secret.

    An earlier second factor ends. Raises `WrongCodeError`.
    """
    step = onetime.matched(secret, given, now.timestamp(), after=0)
    if step is None:
        raise WrongCodeError
    codes = [new_code() for _ in range(RECOVERIES)]
    values = {
        "account_id": account_id,
        "secret": sealed(secret, key),
        "step": step,
        "recovery": {"left": [marked(code, key) for code in codes]},
        "enrolled_at": now,
    }
    with transaction():
        _delete(account_id)
        db.session.execute(insert(SecondFactor).values(values))
        own = Actor(account_id, "")
        audit.line(own, "enrol", "second-factor", account_id, now)
    return tuple(map(in_halves, codes))


def use(account_id: int, given: str, *, key: str, now: datetime) -> bool:
    """Whether a code of the app or a recovery code was right; it never is again."""
    plain = "".join(sign for sign in given.upper() if sign.isalnum())
    with transaction():
        kept = queries.kept(account_id, locked=True)
        if kept is None:
            return False
        values = _used(kept, plain, key, now)
        if not values:
            return False
        mine = SecondFactor.account_id == account_id
        db.session.execute(update(SecondFactor).where(mine).values(values))
        kind = "code" if "step" in values else "recovery"
        own = Actor(account_id, "")
        audit.line(own, "use", "second-factor", account_id, now, kind=kind)
    return True


def _used(kept: queries.Kept, plain: str, key: str, now: datetime) -> dict[str, object]:
    """What changes by a right code; nothing by a wrong one."""
    secret = opened(kept.secret, key)
    if secret is not None and len(plain) == onetime.DIGITS:
        step = onetime.matched(secret, plain, now.timestamp(), after=kept.step)
        return {} if step is None else {"step": step}
    mark = marked(plain, key)
    if mark not in kept.recovery:
        return {}
    return {"recovery": {"left": [each for each in kept.recovery if each != mark]}}


def drop(account_id: int, *, actor: Actor, now: datetime) -> bool:
    """Whether a second factor was taken away; the account's sign-ins end with it."""
    with transaction():
        if queries.kept(account_id, locked=True) is None:
            return False
        _delete(account_id)
        end_all(account_id)
        audit.line(actor, "drop", "second-factor", account_id, now)
    return True


def _delete(account_id: int) -> None:
    mine = SecondFactor.account_id == account_id
    db.session.execute(delete(SecondFactor).where(mine))
