"""Answers as the browser sends them: a version that was seen, codes by position."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from assessments import clock, errors, thai
from assessments.languages import chosen
from assessments.operations.answers import NoDraftError, StaleAnswerError
from competency.answers import DOES_NOT_KNOW, AnswerError
from competency.errors import CompetencyError

Save = Callable[[int, Mapping[int, int], datetime], int]
"""Keeps codes that saw a version, at a moment; the new version comes back."""


def saved(save: Save) -> ResponseReturnValue:
    """The answer to a delta: the new version, what was kept elsewhere, or why not.

    `NoDraftError` is left to the route.
    """
    now = clock.now()
    try:
        seen, codes = delta(request.get_json())
        version = save(seen, codes, now)
    except NoDraftError:
        raise
    except StaleAnswerError as error:
        version, packed = error.args
        differing = {place: packed[place] for place in codes}
        return jsonify(version=version, codes=differing), HTTPStatus.CONFLICT
    except CompetencyError as error:
        return refused(error)
    return jsonify(version=version, saved=thai.time_(now, chosen()))


def refused(error: CompetencyError) -> ResponseReturnValue:
    """A broken rule as JSON: its status and its sentence."""
    status = errors.ERRORS[type(error)][0]
    return jsonify(message=str(errors.sentence(error))), status


def delta(content: object) -> tuple[int, dict[int, int]]:
    """Version and codes by position; raises `AnswerError` for anything else."""
    match content:
        case {"version": int(version), "codes": dict(codes)}:
            return version, numbers(codes)
        case _:
            raise AnswerError({})


def numbers(codes: Mapping[str, object]) -> dict[int, int]:
    """Codes by position as numbers; raises `AnswerError` where some are none."""
    try:
        return {int(place): int(str(code)) for place, code in codes.items()}
    except ValueError as error:
        raise AnswerError(codes) from error


def posted(form: MultiDict[str, str]) -> dict[int, int]:
    """Codes by position as a form without a script has them.

    Where several boxes are ticked their codes are added; "I do not know" beside a
    choice does not count. Raises `AnswerError` as `numbers` does.
    """
    fields = {name: form.getlist(name) for name in form if name.isdecimal()}
    return {int(name): _together(name, texts) for name, texts in fields.items()}


def _together(name: str, texts: Sequence[str]) -> int:
    codes = [numbers({name: text})[int(name)] for text in texts]
    chosen = [code for code in codes if code != DOES_NOT_KNOW]
    return sum(chosen) or max(codes)
