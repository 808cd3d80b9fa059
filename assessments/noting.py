"""Lines of the log about who comes, who goes and who is turned away."""

import re
from http import HTTPStatus

from flask import Flask, Response, request

from assessments import access, clock, requests
from assessments.operations import audit
from assessments.operations.audit import Deed
from assessments.queries.accounts import Actor

_OUTWARD = re.compile(r"[0-9a-f-]{36}", re.ASCII)


def guest() -> Actor:
    """Whoever makes this request, before anybody knows who it is."""
    return Actor(None, "guest", requests.address(), requests.current())


def failed(account_id: int | None, kind: str) -> None:
    """Note that somebody could not sign in: for which account, never by which name.

    What was typed as a name may be a password.
    """
    number = "" if account_id is None else str(account_id)
    deed = Deed(guest(), "sign-in", "account", number, audit.FAILED)
    audit.note_failure(deed, clock.now(), kind=kind)


def _named() -> str:
    """The outward name that a request asked for; empty where it is none of ours."""
    found = str((request.view_args or {}).get("public_id", ""))
    return found if _OUTWARD.fullmatch(found) else ""


def _is_refusal(status: int) -> bool:
    """Whether a page for others, or something of somebody's, was refused.

    An address that is not there and names nothing is a slip of the hand.
    """
    named = "public_id" in (request.view_args or {})
    return status == HTTPStatus.FORBIDDEN or (status == HTTPStatus.NOT_FOUND and named)


def _refused(response: Response) -> Response:
    """The same answer, noted if it refuses somebody who is known."""
    if _is_refusal(response.status_code) and access.rights():
        endpoint = request.endpoint or ""
        deed = Deed(access.actor(), "visit", "page", endpoint, audit.REFUSED)
        detail = {"status": response.status_code, "named": _named()}
        audit.note_failure(deed, clock.now(), **detail)
    return response


def set_up(app: Flask) -> None:
    """Note refusals, whichever page refuses."""
    app.after_request(_refused)
