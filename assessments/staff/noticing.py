"""The privacy notice comes before the first answer."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from assessments import access
from assessments.queries import notices
from competency.notices import current

P = ParamSpec("P")


def after_notice(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Lead whoever has not read the notice of now to it first, then to the page.

    For pages that answers are given on, never for a save: no answer is lost by it.
    """

    @wraps(view)
    def noticing(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        account_id = access.actor().account_id
        if account_id and notices.seen_at(account_id, current().version) is None:
            path = request.full_path.rstrip("?")
            return redirect(url_for("account.notice", next=path))
        return view(*args, **kwargs)

    return noticing
