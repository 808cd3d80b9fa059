"""Letting people in: who may try, what counts against them, and where they go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address

from assessments import clock, extensions, languages, noting, sessions
from assessments.operations import tries
from assessments.queries import accounts, second
from assessments.queries.accounts import Rights
from competency.tries import Tried, WaitError

FAILURES = "1000 per 5 minutes"
"""Failures from one address, behind which a whole office may be: against floods only.

What stops guessing is counted by account.
"""

PATIENCE = timedelta(minutes=10)
"""How long the password counts while the second factor is waited for."""

MANY = 3
"""So many wrong tries before the right one are worth a word to the owner."""

slowly = extensions.limiter.shared_limit(
    FAILURES,
    scope="entering",
    key_func=get_remote_address,
    methods=["POST"],
    deduct_when=lambda response: not 300 <= response.status_code < 400,  # noqa: PLR2004 -- a redirect is a success
)


@dataclass(frozen=True)
class Way:
    """How somebody comes in: by what, whether that is more than a password, where to.

    Without a wish, the link says where to go on.
    """

    kind: str = ""
    is_strong: bool = False
    wish: str | None = None


BY_PASSWORD = Way()


def onward(default: str, wish: str | None = None) -> str:
    """Where to go on: a path of this site that was wished for, or the default."""
    wish = request.args.get("next", "") if wish is None else wish
    parts = urlsplit(wish)
    ours = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if ours and not parts.netloc and not parts.scheme else default


def tried(name: str, check: Callable[[], int | None], *kinds: str) -> int | None:
    """The account that a check finds, if somebody of this name may still try.

    A wrong try counts for the account, or for a name that nobody has. What is raised
    by the check goes on, and counts as no failure. Raises `WaitError`.
    """
    known = accounts.account_named(name)
    who = f"name {name.strip().casefold()}" if known is None else f"account {known}"
    return _tried(who, known, check, kinds)


def tried_by(
    account_id: int, check: Callable[[], int | None], *kinds: str
) -> int | None:
    """The same for an account that is known to be asked."""
    return _tried(f"account {account_id}", account_id, check, kinds)


def _tried(
    who: str,
    known: int | None,
    check: Callable[[], int | None],
    kinds: tuple[str, ...],
) -> int | None:
    now = clock.now()
    earlier = tries.begin(who, *kinds, now=now)
    found = check()
    if found is not None:
        tries.clear(who, *kinds)
        _tell(earlier)
    else:
        noting.failed(known, kinds[0])
    return found


def _tell(earlier: Tried | None) -> None:
    """Tell the owner of wrong tries before this one."""
    if earlier is not None and earlier.count >= MANY:
        text = _(
            "Before you, a wrong password or code was given for your account "
            "%(count)s times since %(time)s. If that was not you, tell your "
            "administrator."
        )
        since = languages.moment(earlier.since)
        flash(text % {"count": earlier.count, "time": since}, "warning")


def wait(error: WaitError) -> HTTPStatus:
    """Say that the name has to wait, and until when; the status of the answer."""
    text = _(
        "Too many wrong tries for this name. Nothing is taken before %(time)s, not "
        "even what is right; after that, try again."
    )
    flash(text % {"time": languages.moment(error.args[0])}, "danger")
    return HTTPStatus.TOO_MANY_REQUESTS


def enter(account_id: int, way: Way = BY_PASSWORD) -> ResponseReturnValue:
    """Sign an account in and go on, or ask for its second factor before."""
    kept, rights = second.kept(account_id), accounts.rights(account_id)
    needed = kept is not None or (rights is not None and needs_second(rights))
    if current_app.config["DEMO"] or way.is_strong or not needed:
        return go_on(account_id, way)
    sessions.empty()
    session.update(pending=[account_id, clock.now().timestamp()], kind=way.kind)
    page = "account.enrol" if kept is None else "account.second"
    return redirect(url_for(page, next=onward("", way.wish) or None))


def needs_second(rights: Rights) -> bool:
    """Whether these rights are too much for a password alone."""
    return bool(rights.roles & sessions.FOR_OTHERS) and not current_app.config["DEMO"]


def pending() -> int | None:
    """The account whose password was right a moment ago, and that is not in yet."""
    account_id, at = session.get("pending", (None, 0))
    if account_id is None or clock.now().timestamp() - at > PATIENCE.total_seconds():
        return None
    return int(account_id)


def go_on_waiting(account_id: int) -> ResponseReturnValue:
    """Sign an account in that its second factor was waited for, and go on."""
    return go_on(account_id, Way(session.get("kind", "")))


def go_on(account_id: int, way: Way = BY_PASSWORD) -> ResponseReturnValue:
    """Sign an account in, in the language it chose, and go on."""
    sessions.begin(account_id, kind=way.kind)
    chosen = accounts.language_of(account_id)
    if chosen in languages.LANGUAGES:
        session["language"] = chosen
    return redirect(onward(url_for("start"), way.wish))
