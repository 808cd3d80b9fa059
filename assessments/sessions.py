"""The sign-in of a browser: a row of ours, and its times in the signed cookie.

The row ends it from here: at signing out, with a new password, when a role changes,
when somebody leaves. The times end it by themselves; they travel in the cookie, since
saving an answer must not cost one statement more.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_security import UserMixin, current_user

from assessments import clock, extensions, requests
from assessments.operations import accounts as operations
from assessments.queries import accounts
from assessments.queries.accounts import Actor

LONGEST = timedelta(hours=8)
IDLE, IDLE_FOR_OTHERS = timedelta(minutes=30), timedelta(minutes=15)
"""How long nobody may do anything; shorter for who sees or changes others' data."""

FOR_OTHERS = frozenset({"hr", "admin", "auditor"})
"""Roles that see or change others' data."""

NOTED = 60
"""Seconds: the cookie is written anew at most so often."""

_KEPT = ("language", "_flashes")
"""What a browser keeps over signing in and out; `_flashes` are words to be said."""


def begin(account_id: int, *, kind: str = "") -> None:
    """Sign this browser in; whatever its cookie held before is void, and ended."""
    end()
    now = clock.now()
    actor = Actor(account_id, "", requests.address(), requests.current())
    token = operations.sign_in(actor, kind=kind, now=now)
    found = accounts.rights(account_id)
    strict = found is not None and bool(found.roles & FOR_OTHERS)
    at = now.timestamp()
    idle = (IDLE_FOR_OTHERS if strict else IDLE).total_seconds()
    session.update(_user_id=token, began=at, seen=at, idle=idle)


def end() -> None:
    """Sign this browser out, here and in its cookie."""
    token = session.get("_user_id")
    if isinstance(token, str):
        operations.sign_out(token, now=clock.now())
    empty()


def empty() -> None:
    """Take everything out of the cookie but what has nothing to do with a person."""
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)


def is_fresh(now: datetime) -> bool:
    """Whether the times of the cookie let its sign-in still count."""
    began, seen, idle = (session.get(name, 0) for name in ("began", "seen", "idle"))
    at = now.timestamp()
    return bool(at - began < LONGEST.total_seconds() and at - seen < idle)


def is_over() -> bool:
    """Whether this browser was signed in and is not any more."""
    return "_user_id" in session and not current_user.is_authenticated


def _account(token: str) -> UserMixin | None:
    """The account of a sign-in that still counts, for the sign-in library."""
    account_id = accounts.signed_in(token) if is_fresh(clock.now()) else None
    if account_id is None:
        return None
    return extensions.accounts.find_user(id=account_id)


def _note(response: Response) -> Response:
    """Let the sign-in last on, if a person did something that was not refused.

    Files are left alone: whoever looks into the cookie makes an answer depend on it.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    refused = response.status_code >= 400  # noqa: PLR2004 -- the first status of refusal
    if refused or not getattr(view, "by_a_person", False):
        return response
    seen, now = session.get("seen"), clock.now()
    if seen is not None and now.timestamp() - seen >= NOTED and is_fresh(now):
        session["seen"] = now.timestamp()
    return response


class Cookie(SecureCookieSessionInterface):
    """The signed cookie; the library's own choice of SHA-1 is out of date."""

    digest_method: Callable[..., Any] = staticmethod(hashlib.sha256)


def set_up(app: Flask) -> None:
    """Let the sign-in library find accounts by our rows, and note what people do."""
    app.config["SESSION_PROTECTION"] = None
    app.session_interface = Cookie()
    app.login_manager.user_loader(_account)  # type: ignore[attr-defined]
    # We remember nobody beyond a sign-in, so no answer has to look whether we do.
    remembering = app.login_manager._update_remember_cookie  # type: ignore[attr-defined]  # noqa: SLF001
    hooks = app.after_request_funcs[None]
    hooks[:] = [hook for hook in hooks if hook != remembering]
    app.after_request(_note)
