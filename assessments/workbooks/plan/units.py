"""The sheet that tells what the plan means for each unit, for two kinds of reader."""

from collections.abc import Sequence

from assessments.workbooks.plan.content import SATANG, Content, Person, Translator
from assessments.workbooks.writer import Column, Sheet, Table
from competency.planning.summary import UnitLine

Line = tuple[Person, UnitLine]


def units_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """Every unit's own staff, for who may see people."""
    columns = (
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=46),
        Column(_("Staff in the round"), "whole"),
        Column(_("People with a seat"), "whole"),
        Column(_("Seats"), "whole"),
        Column(_("Training hours"), "number"),
        Column(_("Levels closed"), content.levels_kind),
        Column(_("Cost (baht)"), "baht"),
    )
    rows = [
        (
            unit.unit_code,
            unit.unit(language),
            line.staff,
            line.people,
            line.seats,
            line.hours,
            line.closes,
            line.cost_satang / SATANG,
        )
        for unit, line in content.units
    ]
    lines = [line for _unit, line in content.units]
    total = (
        _("Total"),
        None,
        sum(line.staff for line in lines),
        sum(line.people for line in lines),
        sum(line.seats for line in lines),
        sum(line.hours for line in lines),
        content.plan.closed,
        content.plan.cost_satang / SATANG,
    )
    return _sheet(Table(columns, rows, total=total), (), _)


def large_units_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """Units with at least `k` people in the plan; the others taken together.

    Neither staff nor levels are told, so that nobody's shortfall can be worked out.
    """
    columns = (
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=60),
        Column(_("Seats"), "whole"),
        Column(_("Training hours"), "number"),
        Column(_("Cost (baht)"), "baht"),
    )
    large, small = apart(content.units, content.k)
    rows = [
        (unit.unit_code, unit.unit(language), *_amounts([(unit, line)]))
        for unit, line in large
    ]
    if small:
        rows.append(("–", _("Other units together"), *_amounts(small)))
    note = _("Units with fewer than %(count)s people in the plan are taken together.")
    total = (_("Total"), None, *_amounts((*large, *small)))
    told = (note % {"count": content.k},)
    return _sheet(Table(columns, rows, total=total), told, _)


def apart(units: Sequence[Line], k: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Units with a line of their own, and those that are told together.

    What is told together is `k` people at least: where it would be fewer, the
    smallest of the large units goes with them.
    """
    told = [each for each in units if each[1].people]
    large = [each for each in told if each[1].people >= k]
    small = [each for each in told if each[1].people < k]
    if large and 0 < sum(line.people for _unit, line in small) < k:
        smallest = min(large, key=lambda each: each[1].people)
        large.remove(smallest)
        small.append(smallest)
    return tuple(large), tuple(small)


def _amounts(lines: Sequence[Line]) -> tuple[int, float, float]:
    """Seats, hours and baht of some units together."""
    return (
        sum(line.seats for _unit, line in lines),
        sum(line.hours for _unit, line in lines),
        sum(line.cost_satang for _unit, line in lines) / SATANG,
    )


def _sheet(table: Table, notes: tuple[str, ...], _: Translator) -> Sheet:
    shared = _("Units count their own staff; the cost of a run is shared by its seats.")
    name = _("Plan by unit")
    return Sheet(name, name, (table,), (*notes, shared), fixed=2)
