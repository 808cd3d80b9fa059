"""What is wrong with a request about personal data, or with an erasure."""

from http import HTTPStatus

from flask_babel import LazyString, lazy_gettext

from assessments.operations.erasure import AlreadyErasedError, ErasureNotConfirmedError
from competency.errors import CompetencyError
from competency.requests import RequestAnsweredError, RequestTextError

ERRORS: dict[type[CompetencyError], tuple[HTTPStatus, LazyString]] = {
    RequestTextError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A request and its answer have 1 to 2,000 characters."),
    ),
    RequestAnsweredError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("This request was answered before. Its answer stays."),
    ),
    ErasureNotConfirmedError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "The staff number that you typed is not this person's. Nothing was erased."
        ),
    ),
    AlreadyErasedError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("This person's data were erased before."),
    ),
}
"""Broken rules: what the answer's status is, and what the page says."""
