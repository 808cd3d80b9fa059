"""Large files, written apart from requests."""

from collections.abc import Callable, Collection, Mapping, Sequence

from flask_babel import force_locale, gettext

from assessments import clock, files, languages
from assessments.documents import typesetting
from assessments.jobs import reports
from assessments.jobs.queue import Progress
from assessments.operations.results import ResultsNotReadyError
from assessments.queries import results, rounds
from assessments.queries.results import GroupUnit
from assessments.queries.rounds import RoundFacts
from assessments.workbooks import gaps as workbooks
from assessments.workbooks.gaps import Content, Row
from competency.reports import Line, gap_report
from competency.rounds import WITH_RESULTS

NAME = "gap-report"


def gap_content(
    round_id: int,
    unit_id: int | None = None,
    roots: Collection[int | None] = (None,),
) -> Content:
    """The gap report of a unit and all below it; of everybody without a unit.

    Only what stands at and below the roots is in it. Raises `ResultsNotReadyError`
    for a round that is not closed.
    """
    facts = rounds.round_(round_id)
    if facts.state not in WITH_RESULTS:
        raise ResultsNotReadyError(round_id)
    units = _units(round_id, unit_id, roots)
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


def _units(
    round_id: int, unit_id: int | None, roots: Collection[int | None]
) -> tuple[GroupUnit, ...]:
    """The unit and all below it, of those that may be read."""
    every = results.units(round_id, roots)
    if unit_id is None:
        return every
    top = next((each for each in every if each.unit_id == unit_id), None)
    return tuple(each for each in every if top is not None and top.holds(each))


def _alone(
    facts: RoundFacts, units: Sequence[GroupUnit], lines: Sequence[Line]
) -> float:
    """The share of levels of the top unit that rest on the self-rating alone."""
    if not units or lines[0].people is None:
        return float("nan")
    return results.alone(facts.id, units[0]) if facts.settings.raters else 1.0


def _workbook(content: Content) -> bytes:
    return workbooks.write(content, gettext, language=languages.current())


def _csv(content: Content) -> bytes:
    return workbooks.as_csv(content, gettext, language=languages.current())


def _pdf(content: Content) -> bytes:
    made = reports.pdf(content, clock.now())
    typesetting.forget()
    return made


FORMS: Mapping[str, Callable[[Content], bytes]] = {
    "xlsx": _workbook,
    "csv": _csv,
    "pdf": _pdf,
    "png": reports.png,
}
"""What a gap report is written as, by the ending of the file's name."""


def written(form: str, content: Content, language: str) -> bytes:
    """The report in one of the `FORMS`."""
    with force_locale(language):
        return FORMS[form](content)


def gaps(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write the gap report that somebody ordered; the result is a file.

    A picture brings the words for those who do not see it.
    """
    language, form = str(arguments["language"]), str(arguments.get("form", "xlsx"))
    round_id, unit_id = int(str(arguments["round"])), int(str(arguments["unit"]))
    content = gap_content(round_id, unit_id)
    progress(1, 2)
    key = files.keep(written(form, content, language))
    progress(2, 2)
    made: dict[str, object] = {"file": key, "name": f"{NAME}.{form}"}
    if form != "png":
        return made
    with force_locale(language):
        return made | {"told": reports.told(content)}
