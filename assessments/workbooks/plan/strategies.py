"""The sheet that tells the plan by strategy of the agency's master plan."""

from assessments.workbooks.plan.content import SATANG, Content, Translator
from assessments.workbooks.writer import Column, Sheet, Table
from competency.masterplans import StrategyLine


def strategies_sheet(
    content: Content, _: Translator, language: str, *, named: bool
) -> tuple[Sheet, ...]:
    """Seats, levels closed and cost by strategy; no sheet without a master plan.

    The copy without names has it only where every competency is told there: what is
    told of a strategy would tell the levels of the few who are withheld otherwise.
    """
    if content.master is None:
        return ()
    name = _("Plan by strategy")
    title = content.master.name.of(language)
    notes = (title, *sharing(_))
    if not named and withheld(content):
        few = _(
            "Not told in this copy: fewer than %(count)s people are below target or "
            "lifted in a competency."
        )
        told = (few % {"count": content.k},)
        return (Sheet(name, name, (Table((Column(name, width=90),), [told]),), notes),)
    return (Sheet(name, name, (_table(content, _, language),), notes, fixed=1),)


def withheld(content: Content) -> bool:
    """Whether some competency counts fewer people than `k`, but more than nobody."""
    return any(
        0 < count < content.k
        for line in content.competencies
        for count in (line.short, line.people)
    )


def sharing(_: Translator) -> tuple[str, ...]:
    """How a plan is shared over strategies, in words."""
    return (
        _(
            "Levels closed in a competency are shared over the strategies that it "
            "carries by its weights there; seats and cost of a run are shared as its "
            "levels are, in whole seats and whole satang."
        ),
    )


def strategy_name(line: StrategyLine, _: Translator, language: str) -> str:
    """What a line is called; the last one is for no strategy."""
    none = _("No strategy")
    return none if line.strategy is None else line.strategy.name.of(language)


def _table(content: Content, _: Translator, language: str) -> Table:
    columns = (
        Column(_("Strategy"), width=60),
        Column(_("Seats"), "whole"),
        Column(_("Levels closed"), "number"),
        Column(_("Cost (baht)"), "baht"),
    )
    lines = content.strategies
    rows = [
        (
            strategy_name(line, _, language),
            line.seats,
            line.closes,
            line.cost_satang / SATANG,
        )
        for line in lines
    ]
    total = (
        _("Total"),
        sum(line.seats for line in lines),
        content.plan.closed,
        content.plan.cost_satang / SATANG,
    )
    return Table(columns, rows, total=total)
