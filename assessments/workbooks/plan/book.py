"""A training plan as a workbook: what is done for whom, at what cost, how well."""

from assessments.workbooks.plan.background import gaps_sheet, groups_sheet
from assessments.workbooks.plan.content import Content, Translator
from assessments.workbooks.plan.lists import courses_sheet, people_sheet, runs_sheet
from assessments.workbooks.plan.overview import method_sheet, summary_sheet
from assessments.workbooks.plan.strategies import strategies_sheet
from assessments.workbooks.plan.units import large_units_sheet, units_sheet
from assessments.workbooks.writer import Sheet
from assessments.workbooks.writer import write as write_sheets


def write(content: Content, _: Translator, *, language: str, named: bool) -> bytes:
    """The workbook: summary, courses, runs, people, units, groups, gaps, method.

    Where a master plan is in use, strategies follow the units. Without names it is
    the copy for readers who may not see people: it has no sheet of people or gaps,
    and tells of no group that is smaller than the round's `k`.
    """
    sheets = _named(content, _, language) if named else _nameless(content, _, language)
    return write_sheets(sheets, language=language, now=content.made_at)


def _named(content: Content, _: Translator, language: str) -> tuple[Sheet, ...]:
    return (
        summary_sheet(content, _, language, named=True),
        courses_sheet(content, _, language),
        runs_sheet(content, _),
        people_sheet(content, _, language),
        units_sheet(content, _, language),
        *strategies_sheet(content, _, language, named=True),
        groups_sheet(content, _, language, named=True),
        gaps_sheet(content, _, language),
        method_sheet(content, _, language),
    )


def _nameless(content: Content, _: Translator, language: str) -> tuple[Sheet, ...]:
    return (
        summary_sheet(content, _, language, named=False),
        courses_sheet(content, _, language),
        runs_sheet(content, _),
        large_units_sheet(content, _, language),
        *strategies_sheet(content, _, language, named=False),
        groups_sheet(content, _, language, named=False),
        method_sheet(content, _, language),
    )
