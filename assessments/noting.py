"""Lines of the log about who comes, who goes and who is turned away."""

import re
from http import HTTPStatus

from flask import Flask, Response, request

from assessments import access, clock, requests
from assessments.operations import audit
from assessments.operations.audit import Deed
from assessments.queries import accounts
from assessments.queries.accounts import Actor

TURNED_AWAY = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_OUTWARD = re.compile(r"[0-9a-f-]{36}", re.ASCII)


def _guest() -> Actor:
    return Actor(None, "guest", requests.address(), requests.current())


def came(account_id: int, action: str = "sign-in") -> None:
    """Note that an account signed in from here."""
    actor = Actor(account_id, "staff", requests.address(), requests.current())
    audit.note(actor, action, "account", clock.now(), noun_id=account_id)


def failed(name: str, action: str = "sign-in") -> None:
    """Note that somebody could not sign in: for which account, never by which name.

    What was typed as a name may be a password.
    """
    account_id = accounts.account_named(name)
    number = "" if account_id is None else str(account_id)
    deed = Deed(_guest(), action, "account", number, audit.FAILED)
    audit.note_failure(deed, clock.now())


def left() -> None:
    """Note that whoever is signed in signs out; nothing of a guest."""
    if access.rights() is not None:
        actor = access.actor()
        number = actor.account_id
        audit.note(actor, "sign-out", "account", clock.now(), noun_id=number or "")


def _named() -> str:
    """The outward name that a request asked for; empty where it is none of ours."""
    found = str((request.view_args or {}).get("public_id", ""))
    return found if _OUTWARD.fullmatch(found) else ""


def _refused(response: Response) -> Response:
    """The same answer; a page about something of somebody's was refused."""
    away = response.status_code in TURNED_AWAY
    if away and "public_id" in (request.view_args or {}) and access.rights():
        endpoint = request.endpoint or ""
        deed = Deed(access.actor(), "visit", "page", endpoint, audit.REFUSED)
        detail = {"status": response.status_code, "named": _named()}
        audit.note_failure(deed, clock.now(), **detail)
    return response


def set_up(app: Flask) -> None:
    """Note refusals, whichever page refuses."""
    app.after_request(_refused)
