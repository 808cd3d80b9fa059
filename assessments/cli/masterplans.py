"""`flask masterplans`: the digital master plan, and a closed round read by it."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from assessments import clock, errors
from assessments.cli import console
from assessments.cli.console import _
from assessments.jobs import strategies
from assessments.jobs.strategies import StrategyReport
from assessments.operations import masterplans as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.results import ResultsNotReadyError
from assessments.queries import masterplans, results, rounds
from assessments.queries.results import GroupUnit
from competency.frameworks import decoded
from competency.masterplans import Figure, Goal, MasterPlan, Standing, Status
from competency.problems import Problem
from competency.reports import State
from competency.rounds import WITH_RESULTS

group = console.Group("masterplans", help=_("The agency's digital master plan."))

_FILE = click.argument(
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)


@group.command("check", help=_("Name every problem of a master plan file."))
@_FILE
def check(file: Path) -> None:
    """Check a file and change nothing."""
    found = _checked(file)[1]
    console.out.print(_("The file has no problems."))
    _say(found)


@group.command("load", help=_("Keep a master plan file and use it from now on."))
@_FILE
def load(file: Path) -> None:
    """Add a plan, unless its content is kept already, and take it into use."""
    text, found = _checked(file)
    with console.refusals():
        operations.add(text, actor=SYSTEM, now=clock.now())
    words = _("%(name)s is in use now.")
    name = found.name.of(console.language())
    console.out.print(words % {"name": name}, markup=False)
    _say(found)


@group.command("show", help=_("Show the plan in use, or a closed round read by it."))
@click.option("--round", "round_id", type=int, help=_("A closed round's number."))
@click.option("--unit", metavar="CODE", help=_("The unit; without it the highest."))
def show(round_id: int | None, unit: str | None) -> None:
    """Print strategies, their goals by year, and what a round says of them."""
    kept = masterplans.in_use()
    if kept is None:
        console.fail(_("No master plan is in use."))
    if round_id is None:
        if unit is not None:
            raise click.UsageError(_("--unit needs --round."))
        _say(kept.content)
        _goals(kept.content)
        return
    _report(kept.content, round_id, unit)


def _checked(file: Path) -> tuple[str, MasterPlan]:
    """The text of a file and its plan; its problems are printed otherwise."""
    text, problems = decoded(file.read_bytes())
    if problems:
        _refuse(problems)
    found, problems = operations.checked(text)
    return _refuse(problems) if found is None else (text, found)


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    """Print every problem with its line and field, and stop with status 1."""
    for problem in problems:
        console.err.print(_line(problem), markup=False)
    words = _("Problems found: %(count)s. Nothing was changed.")
    console.fail(words % {"count": len(problems)})


def _line(problem: Problem) -> str:
    parts = (
        (_("line %(name)s"), problem.place.row),
        (_("field %(name)s"), problem.place.column),
    )
    place = ", ".join(text % {"name": name} for text, name in parts if name)
    said = errors.words(problem, _)
    return f"{place}: {said}" if place else said


def _say(plan: MasterPlan) -> None:
    """Print what a plan holds, in numbers."""
    language = console.language()
    rows = (
        (_("Name"), plan.name.of(language)),
        (_("Agency"), plan.agency.of(language)),
        (_("Years (B.E.)"), f"{plan.years.first}–{plan.years.last}"),
        (_("Strategies"), len(plan.strategies)),
        (_("Goals"), sum(len(each.goals) for each in plan.strategies)),
    )
    console.table(("", ""), rows)


def _goals(plan: MasterPlan) -> None:
    """Print every goal with the values to reach."""
    language = console.language()
    rows = [
        (
            strategy.name.of(language),
            goal.name.of(language),
            *(_value(goal, goal.wanted.get(y, math.nan)) for y in plan.years.every),
        )
        for strategy in plan.strategies
        for goal in strategy.goals
    ]
    console.table((_("Strategy"), _("Goal"), *map(str, plan.years.every)), rows)


def _value(goal: Goal, value: float) -> str:
    if math.isnan(value):
        return "–"
    form = {"share_on_target": "{:.0%}", "mean_gap": "{:+.2f}", "mean_level": "{:.2f}"}
    return form.get(goal.measure, "{:g}").format(value)


def _report(plan: MasterPlan, round_id: int, code: str | None) -> None:
    language = console.language()
    with console.refusals():
        facts = rounds.round_(round_id)
        if facts.state not in WITH_RESULTS:
            raise ResultsNotReadyError(round_id)
    unit = _unit(round_id, code)
    year = strategies.year_of(facts)
    words = _("%(round)s, %(unit)s: Thai fiscal year B.E. %(year)s.")
    values = {"round": facts.name, "unit": unit.name(language), "year": year}
    console.out.print(words % values, markup=False)
    lines = strategies.report(plan, (facts, unit))
    heads = _("Strategy"), _("Mean level"), _("Mean gap"), _("Below target")
    rows = [(e.strategy.name.of(language), *_figure(e.figure)) for e in lines]
    console.table(heads, rows)
    _standings(lines, year)


def _unit(round_id: int, code: str | None) -> GroupUnit:
    """The unit of this code as it stood in the round; the highest without one."""
    units = results.units(round_id)
    found = next((each for each in units if code in {None, each.code}), None)
    if found is None:
        text = _("There was no unit with the code %(name)s in this round.")
        console.fail(text % {"name": code})
    return found


def _figure(figure: Figure) -> tuple[str, ...]:
    if figure.state is not State.SHOWN:
        words = {State.WITHHELD: _("not shown"), State.FREE: _("not required")}
        return (words.get(figure.state, _("unknown")),) * 3
    forms = ("{:.2f}", figure.level), ("{:+.2f}", figure.gap), ("{:.1%}", figure.short)
    return tuple(
        _("unknown") if math.isnan(value) else form.format(value)
        for form, value in forms
    )


def _standings(lines: Sequence[StrategyReport], year: int) -> None:
    """Print how every goal stands in the year of the round."""
    language = console.language()
    rows = [
        (goal.name.of(language), *_status(goal, status))
        for line in lines
        for goal, statuses in line.goals
        for status in statuses
        if status.year == year
    ]
    if not rows:
        console.out.print(_("The plan has no goals for the year of this round."))
        return
    console.table((_("Goal"), _("To reach"), _("Measured"), _("Standing")), rows)


def _status(goal: Goal, status: Status) -> tuple[str, str, str]:
    words = {
        Standing.REACHED: _("reached"),
        Standing.BELOW: _("below the goal"),
        Standing.UNMEASURED: _("not measured yet"),
        Standing.WITHHELD: _("not shown"),
        Standing.NO_VALUE: _("no value for this year"),
    }
    values = _value(goal, status.wanted), _value(goal, status.measured)
    return *values, words[status.standing]
