"""Answers as the browser sends them: a version that was seen, codes by position."""

from collections.abc import Mapping

from competency.answers import AnswerError


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
