"""The plan by strategy: the whole plan in its lines, and nothing of the few."""

from dataclasses import replace

from assessments.workbooks.plan.content import Content
from assessments.workbooks.plan.strategies import withheld
from tests.assessments.workbooks.test_plan import (
    CONTENT,
    SHEETS,
    content,
    opened,
    rows,
    table,
    total,
)
from tests.competency.masterplans.plans import plan

NAME = "Plan by strategy"
MASTER = plan()


def _with(made: Content, k: int = 5) -> Content:
    return replace(made, master=MASTER, k=k)


def test_without_a_master_plan_there_is_no_such_sheet() -> None:
    assert opened(CONTENT).sheetnames == SHEETS
    assert CONTENT.strategies == ()


def test_the_sheet_follows_the_units() -> None:
    names = opened(_with(CONTENT)).sheetnames
    assert names[names.index(NAME) - 1] == "Plan by unit"
    assert [name for name in names if name != NAME] == SHEETS


def test_the_lines_are_the_strategies_and_together_the_plan() -> None:
    *lines, last = table(opened(_with(CONTENT))[NAME], "Strategy")
    assert [line["Strategy"] for line in lines] == [
        "Strategy people",
        "Strategy safety",
        "No strategy",
    ]
    assert last["Strategy"] == "Total"
    for column in ("Seats", "Levels closed", "Cost (baht)"):
        assert abs(total(lines, column) - float(str(last[column]))) < 1e-6
    assert last["Seats"] == sum(run.seats for run in CONTENT.plan.runs)
    assert last["Cost (baht)"] == CONTENT.plan.cost_satang / 100


def test_a_strategy_has_the_levels_of_its_competencies() -> None:
    found = {each.competency.id: each.closes for each in CONTENT.competencies}
    people, safety, none = _with(CONTENT).strategies
    assert people.closes == found["data.read"] + found["data.keep"] / 4
    assert safety.closes == found["data.keep"] * 3 / 4
    assert none.closes == found["safe.share"]


def test_money_of_an_empty_plan_is_nothing() -> None:
    *lines, last = table(opened(_with(content(0)))[NAME], "Strategy")
    assert [line["Seats"] for line in (*lines, last)] == [0] * 4


def test_a_copy_without_names_tells_it_where_every_competency_is_told() -> None:
    few = _with(CONTENT, k=2)
    assert not withheld(few)
    book = opened(few, named=False)
    assert table(book[NAME], "Strategy") == table(opened(few)[NAME], "Strategy")


def test_a_copy_without_names_tells_no_strategy_where_few_are_withheld() -> None:
    """A strategy less its other competencies would give the few away."""
    few = _with(CONTENT, k=12)
    assert withheld(few)
    page = opened(few, named=False)[NAME]
    words = [str(cell) for row in rows(page) for cell in row if cell is not None]
    assert any("fewer than 12 people" in each for each in words)
    assert not any("Strategy people" in each for each in words)
    numbers = [c for row in rows(page) for c in row if isinstance(c, int | float)]
    assert numbers == []
