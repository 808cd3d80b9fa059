"""Each error and each problem of a file, with its status and its sentence.

`broken` holds broken rules, those of the installation in `surroundings`; `tables`
and `frameworks` the problems of files, `development` those of development plans.
"""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from assessments.errors import development, frameworks, tables
from assessments.errors.broken import ERRORS
from competency.errors import CompetencyError
from competency.problems import Problem

__all__ = ["ERRORS", "RULES", "describe", "message", "sentence", "set_up", "words"]

Translator = Callable[[str], str]

RULES: dict[str, LazyString] = {
    **tables.RULES,
    **frameworks.RULES,
    **development.RULES,
}
"""Problems of a file: the sentence of each rule, with %(value)s and %(expected)s."""

STATUSES: dict[int, LazyString] = {
    400: lazy_gettext("The request could not be understood. Go back and try again."),
    401: lazy_gettext("Please sign in first."),
    403: lazy_gettext("Your account may not open this page."),
    404: lazy_gettext("There is no such page, or it is not yours to see."),
    405: lazy_gettext("The request could not be understood. Go back and try again."),
    413: lazy_gettext("The file is too large."),
    429: lazy_gettext("Too many requests at once. Wait a minute and try again."),
}
_OURS = lazy_gettext("Something went wrong on our side. Nothing was changed.")
_STRANGE_NAME = lazy_gettext(
    "This site does not answer by this name. Whoever runs it can add the name to "
    "SAMATTHANA_ADDRESS or SAMATTHANA_HOSTS."
)
_STALE_FORM = lazy_gettext("The page was open for too long. Go back and send it again.")


def sentence(error: CompetencyError) -> LazyString:
    """What a broken rule means, in words."""
    return ERRORS[type(error)][1]


def words(problem: Problem, _: Translator) -> str:
    """What is wrong with one problem of a file, without its place."""
    values = {"value": problem.value, "expected": problem.expected}
    return _(message(RULES[problem.rule])) % values


def describe(problem: Problem, _: Translator) -> str:
    """One problem of a file in words, its place first."""
    parts = (
        (_("sheet %(name)s"), problem.place.sheet),
        (_("row %(name)s"), problem.place.row),
        (_("column %(name)s"), problem.place.column),
    )
    place = ", ".join(text % {"name": name} for text, name in parts if name is not None)
    said = words(problem, _)
    return f"{place}: {said}" if place else said


def message(text: LazyString) -> str:
    """The English id of a lazy sentence, for a translator that is not a request's."""
    return str(text._args[0])  # noqa: SLF001 -- Flask-Babel keeps the id only there


def _page(status: int, text: LazyString) -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, text=text), status


def _broken_rule(error: CompetencyError) -> ResponseReturnValue:
    status, text = ERRORS[type(error)]
    return _page(status, text)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    text = _STALE_FORM if isinstance(error, CSRFError) else STATUSES.get(code, _OURS)
    return _page(code, text)


def _strange_name(error: SecurityError) -> ResponseReturnValue:
    """Plain words: a page would hold links, which need the name that was refused."""
    return str(_STRANGE_NAME), error.code, {"Content-Type": "text/plain; charset=utf-8"}


def set_up(app: Flask) -> None:
    """Answer broken rules and HTTP errors with a page in the reader's language."""
    app.register_error_handler(CompetencyError, _broken_rule)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _strange_name)
