"""Who may call which address: refusal is the default."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import (
    Flask,
    abort,
    current_app,
    flash,
    g,
    redirect,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from assessments import clock, requests, sessions
from assessments.queries import accounts, people
from assessments.queries.accounts import Actor, Rights

P = ParamSpec("P")
R = TypeVar("R")

ANYONE = "anyone"
ROLES = ("staff", "supervisor", "auditor", "executive", "manager", "hr", "admin")
READERS = ("manager", "hr", "executive")
"""Who reads figures over groups: HR and managers of a part, executives of all."""

OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})
"""Files without data that extensions serve."""


def audience(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a view to these roles; a view without an audience is closed to all."""
    unknown = set(roles) - {ANYONE, *ROLES}
    if unknown or not roles:
        raise ValueError(unknown)

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        view.audience = frozenset(roles)  # type: ignore[attr-defined]
        unasked = ANYONE in roles or not getattr(view, "by_a_person", True)
        view.by_a_person = not unasked  # type: ignore[attr-defined]
        return view

    return declare


def checked_by_its_query(view: Callable[P, R]) -> Callable[P, R]:
    """Leave the check of a staff view to its own query, which asks for the session.

    Saving an answer is the most frequent request by far. Its query finds nothing
    for a session, account or person that may not act, in one statement.
    """
    view.checked_by_its_query = True  # type: ignore[attr-defined]
    return view


def whole_agency(view: Callable[P, R]) -> Callable[P, R]:
    """Leave changes through an HR view to those who look after the whole agency.

    Rounds, frameworks, crosswalks, courses and the roster are everybody's.
    """
    view.whole_agency = True  # type: ignore[attr-defined]
    return view


def looks_after_all() -> bool:
    """Whether the signed-in account is HR of every unit there is."""
    return people.unit_ids() <= unit_ids("hr")


def asked_by_a_page(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that pages ask by themselves: that keeps nobody signed in."""
    view.by_a_person = False  # type: ignore[attr-defined]
    return view


def session_name() -> str:
    """The token of this browser's sign-in, not yet looked up."""
    name = session.get("_user_id")
    fresh = isinstance(name, str) and sessions.is_fresh(clock.now())
    return str(name) if fresh else abort(401)


def audience_of(endpoint: str) -> frozenset[str]:
    """The roles an endpoint is open to; nobody where none is declared."""
    if endpoint in OPEN_ENDPOINTS:
        return frozenset({ANYONE})
    view = current_app.view_functions[endpoint]
    return getattr(view, "audience", frozenset())


def rights() -> Rights | None:
    """What the signed-in account may do, read once a request; None for a guest."""
    if "rights" not in g:
        known = current_user.is_authenticated
        g.rights = accounts.rights(current_user.id) if known else None
    found: Rights | None = g.rights
    return found


def _mine() -> Rights:
    found = rights()
    if found is None:
        abort(403)
    return found


def roles() -> frozenset[str]:
    """The roles of this request; none for a guest."""
    found = rights()
    return found.roles if found else frozenset()


def person_id() -> int:
    """The person who is signed in; refused where the account has none."""
    found = _mine().person_id
    return abort(403) if found is None else found


def actor(role: str = "") -> Actor:
    """Who acts in this request, for the audit line."""
    found = _mine()
    acting = role or next((r for r in reversed(ROLES) if r in found.roles), "")
    return Actor(found.account_id, acting, requests.address(), requests.current())


def unit_ids(role: str) -> frozenset[int]:
    """The units in which the signed-in account has a role, with all below them."""
    roots = _mine().roots(role)
    if None in roots:
        return people.unit_ids()
    return people.below(root for root in roots if root is not None)


def roots(*names: str) -> frozenset[int | None]:
    """The units in which any of these roles was granted; None is the whole agency."""
    mine = _mine()
    return frozenset(unit for name in names for unit in mine.roots(name))


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    allowed = audience_of(request.endpoint)
    if ANYONE in allowed:
        return None
    view = current_app.view_functions[request.endpoint]
    if hasattr(view, "checked_by_its_query") and session_name():
        return None
    if allowed & roles():
        if hasattr(view, "whole_agency"):
            _require_whole()
        return None
    if rights() is not None:
        abort(403)
    if request.method != "GET":
        abort(401)
    if sessions.is_over():
        sessions.empty()
        flash(_("Your sign-in has ended. Sign in to go on where you were."), "info")
    return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")))


def _require_whole() -> None:
    changes = request.method not in {"GET", "HEAD", "OPTIONS"}
    if changes and not looks_after_all():
        abort(403)


def set_up(app: Flask) -> None:
    """Check every request before its view."""
    app.before_request(_check)
    app.jinja_env.globals.update(looks_after_all=looks_after_all)
