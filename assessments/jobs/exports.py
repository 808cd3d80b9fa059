"""Large files, written apart from requests."""

from collections.abc import Sequence

from flask_babel import force_locale, gettext

from assessments import files
from assessments.jobs.queue import Progress
from assessments.operations.results import ResultsNotReadyError
from assessments.queries import results, rounds
from assessments.queries.results import GroupUnit
from assessments.queries.rounds import RoundFacts
from assessments.workbooks import gaps as workbooks
from assessments.workbooks.gaps import Content, Row
from competency.reports import Line, gap_report
from competency.rounds import WITH_RESULTS

NAME = "gap-report.xlsx"


def gap_content(round_id: int, unit_id: int | None = None) -> Content:
    """The gap report of a unit and all below it; of everybody without a unit.

    Raises `ResultsNotReadyError` for a round that is not closed.
    """
    facts = rounds.round_(round_id)
    if facts.state not in WITH_RESULTS:
        raise ResultsNotReadyError(round_id)
    units = results.units(round_id, (unit_id,))
    report = gap_report(
        facts.framework.competency_ids, results.figures(round_id, units)
    )
    return Content(
        round_id=round_id,
        round_name=facts.name,
        closed_at=facts.closed_at,
        framework=facts.framework,
        digest=facts.digest,
        k=facts.settings.k,
        alone=_alone(facts, units, report.lines),
        rows=tuple(
            Row(unit.code, unit.name_th, unit.name_en, line)
            for unit, line in zip(units, report.lines, strict=True)
        ),
    )


def _alone(
    facts: RoundFacts, units: Sequence[GroupUnit], lines: Sequence[Line]
) -> float:
    """The share of levels of the top unit that rest on the self-rating alone."""
    if not units or lines[0].people is None:
        return float("nan")
    return results.alone(facts.id, units[0]) if facts.settings.raters else 1.0


def gaps(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write the gap report that somebody ordered; the result is a file."""
    language = str(arguments["language"])
    round_id, unit_id = int(str(arguments["round"])), int(str(arguments["unit"]))
    content = gap_content(round_id, unit_id)
    progress(1, 2)
    with force_locale(language):
        key = files.keep(workbooks.write(content, gettext, language=language))
    progress(2, 2)
    return {"file": key, "name": NAME}
