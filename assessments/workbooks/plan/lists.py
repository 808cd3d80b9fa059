"""The sheets that list the plan: by course, by run and by person."""

from collections.abc import Iterator

import pandas as pd

from assessments.workbooks import needs
from assessments.workbooks.cells import Value
from assessments.workbooks.plan.content import SATANG, Content, Translator
from assessments.workbooks.writer import Column, Sheet, Table
from competency.planning import summary


def courses_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """Every course that is held, with its seats and cost."""
    columns = (
        Column(_("Course code"), "code"),
        Column(_("Course"), width=46),
        Column(_("Competencies"), width=28),
        Column(_("Provider"), width=28),
        Column(_("Delivery"), "code"),
        Column(_("Hours"), "number"),
        Column(_("Runs"), "whole"),
        Column(_("Seats"), "whole"),
        Column(_("Levels closed"), content.levels_kind),
        Column(_("Cost (baht)"), "baht"),
        Column(_("Cost of a level (baht)"), "baht"),
    )
    called = needs.names(content.framework, language)
    lines = summary.by_course(content.plan)
    rows = [
        (
            line.course.code,
            line.course.name,
            ", ".join(
                called.get(effect.competency, effect.competency)
                for effect in line.course.effects
            ),
            line.course.provider,
            line.course.delivery,
            line.course.hours,
            line.runs,
            line.seats,
            line.closes,
            line.cost_satang / SATANG,
            line.cost_satang / SATANG / line.closes,
        )
        for line in lines
    ]
    sums = (len(content.plan.runs), sum(line.seats for line in lines))
    cost = content.plan.cost_satang / SATANG
    total = (_("Total"), *[None] * 5, *sums, content.plan.closed, cost, None)
    table = Table(columns, rows, total=total)
    return Sheet(_("Plan by course"), _("Plan by course"), (table,), fixed=2)


def runs_sheet(content: Content, _: Translator) -> Sheet:
    """Every run of a course."""
    columns = (
        Column(_("Course code"), "code"),
        Column(_("Course"), width=46),
        Column(_("Run"), "whole"),
        Column(_("Seats"), "whole"),
        Column(_("Seats at most"), "whole"),
        Column(_("Units"), "whole"),
        Column(_("Levels closed"), content.levels_kind),
        Column(_("Cost (baht)"), "baht"),
    )
    courses = {course.code: course for course in content.plan.courses}
    unit_of = pd.Series(
        {each.person_id: each.unit_id for each in content.people}, dtype="int64"
    )
    seats = summary.seats(content.plan)
    units = seats["person"].map(unit_of).groupby(seats["run"]).nunique()
    rows = [
        (
            run.course,
            courses[run.course].name,
            run.number,
            run.seats,
            courses[run.course].max_seats,
            int(units[at]),
            run.closes,
            run.cost_satang / SATANG,
        )
        for at, run in enumerate(content.plan.runs)
    ]
    seated = sum(run.seats for run in content.plan.runs)
    sums = content.plan.closed, content.plan.cost_satang / SATANG
    total = (_("Total"), None, len(rows), seated, None, None, *sums)
    note = _("People of one unit are spread over the runs, so that no office empties.")
    table = Table(columns, rows, total=total)
    return Sheet(_("Course runs"), _("Course runs"), (table,), (note,), fixed=2)


def people_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """Every seat, with the name of who has it."""
    columns = (
        Column(_("Staff number"), "code"),
        Column(_("Name"), width=26),
        Column(_("Position"), width=24),
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=30),
        Column(_("Course code"), "code"),
        Column(_("Course"), width=46),
        Column(_("Run"), "whole"),
        Column(_("Hours"), "number"),
        Column(_("Levels closed"), content.levels_kind),
        Column(_("What for"), width=32),
    )
    rows = _people_rows(content, language)
    note = _("One line for each seat; somebody with several courses has several lines.")
    table = Table(columns, rows)
    return Sheet(_("Plan by person"), _("Plan by person"), (table,), (note,), fixed=2)


def _people_rows(content: Content, language: str) -> Iterator[tuple[Value, ...]]:
    called = needs.names(content.framework, language)
    courses = {course.code: course for course in content.plan.courses}
    held: dict[int, dict[int, list[tuple[str, float]]]] = {}
    columns = (
        content.plan.placements[name].tolist() for name in content.plan.placements
    )
    for person, run, competency, closes in zip(*columns, strict=True):
        held.setdefault(person, {}).setdefault(run, []).append((competency, closes))
    for person in content.people:
        for at, lifts in sorted(held.get(person.person_id, {}).items()):
            run = content.plan.runs[at]
            yield (
                person.code,
                person.name,
                person.title,
                person.unit_code,
                person.unit(language),
                run.course,
                courses[run.course].name,
                run.number,
                courses[run.course].hours,
                sum(closes for _name, closes in lifts),
                ", ".join(f"{called[name]} +{closes:g}" for name, closes in lifts),
            )
