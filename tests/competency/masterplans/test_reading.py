"""Master plan files: what they say, and every fault with its line at once."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from competency import frameworks
from competency.masterplans import digest, parse, read, shipped
from tests.competency.masterplans.plans import (
    FRAMEWORKS,
    STRATEGIES,
    content,
    goal,
    link,
    plan,
    strategy,
    text,
)


def _told(**changes: Any) -> list[tuple[str | None, str]]:  # noqa: ANN401 -- fields of any form
    found, problems = read(text(**changes), FRAMEWORKS)
    assert found is None
    assert all(problem.place.row for problem in problems)
    return [(problem.place.column, problem.rule) for problem in problems]


def _one(*goals: Any) -> Any:  # noqa: ANN401 -- fields of any form
    return [strategy("people", link("data.read"), goals=list(goals))]


def test_a_plan_says_what_its_file_says() -> None:
    found = plan()
    assert found.years.every == (2568, 2569, 2570, 2571)
    first = found.strategies[0]
    assert first.weights("three") == {"data.read": 3, "data.keep": 1}
    assert first.weights("another") == {}
    assert first.goals[0].wanted == {2569: 0.5, 2570: 0.75}
    assert found.version == "1.0.0"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"years": {"first": 2571, "last": 2568}, "strategies": _one(goal("g"))},
            [
                ("years.last", "years-order"),
                ("strategies[0].goals[0].values[0].year", "year-outside"),
                ("strategies[0].goals[0].values[1].year", "year-outside"),
            ],
        ),
        ({"years": {"first": 2025, "last": 2571}}, [("years.first", "number-small")]),
        (
            {"strategies": [STRATEGIES[0], STRATEGIES[1] | {"id": "people"}]},
            [("strategies[1].id", "id-twice")],
        ),
        (
            {"strategies": _one(goal("g"), goal("g"))},
            [("strategies[0].goals[1].id", "id-twice")],
        ),
        (
            {"strategies": [strategy("a", link("nothing"))]},
            [("strategies[0].competencies[0].competency", "competency-unknown")],
        ),
        (
            {"strategies": [strategy("a", link("data.read", framework="four"))]},
            [("strategies[0].competencies[0].framework", "framework-unknown")],
        ),
        (
            {"strategies": [strategy("a", link("data.read"), link("data.read", 2))]},
            [("strategies[0].competencies[1]", "link-twice")],
        ),
        (
            {"strategies": [strategy("a", link("data.read", 0))]},
            [("strategies[0].competencies[0].weight", "number-small")],
        ),
        (
            {"strategies": [strategy("a", link("data.read", -1))]},
            [("strategies[0].competencies[0].weight", "number-small")],
        ),
        (
            {"strategies": [strategy("a")]},
            [("strategies[0].competencies", "list-short")],
        ),
        ({"strategies": []}, [("strategies", "list-short")]),
        (
            {"strategies": _one(goal("g", values=[]))},
            [("strategies[0].goals[0].values", "goal-without-value")],
        ),
        (
            {"strategies": _one(goal("g", values=[{"year": 2575, "value": 0.1}]))},
            [("strategies[0].goals[0].values[0].year", "year-outside")],
        ),
        (
            {"strategies": _one(goal("g", values=[{"year": 2569, "value": 0.1}] * 2))},
            [("strategies[0].goals[0].values[1].year", "year-twice")],
        ),
        (
            {"strategies": _one(goal("g", values=[{"year": 2569, "value": 60}]))},
            [("strategies[0].goals[0].values[0].value", "value-out-of-range")],
        ),
        (
            {"strategies": _one(goal("g", measured=[{"year": 2569, "value": 0.6}]))},
            [("strategies[0].goals[0].measured", "measured-by-report")],
        ),
        (
            {"strategies": _one(goal("g", "mean_gap", better="lower"))},
            [("strategies[0].goals[0].better", "better-by-report")],
        ),
        (
            {"strategies": _one(goal("g", "average"))},
            [("strategies[0].goals[0].measure", "not-one-of")],
        ),
        ({"name": {"th": "แผน"}}, [("name.en", "field-missing")]),
        ({"agency": {"th": " ", "en": "City"}}, [("agency.th", "text-empty")]),
        ({"colour": "red"}, [("colour", "field-unknown")]),
        ({"status": "true"}, [("status", "not-one-of")]),
    ],
)
def test_a_fault_is_named_with_its_line_and_field(
    changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert _told(**changes) == told


def test_faults_of_form_and_of_meaning_are_told_at_once() -> None:
    wrong = strategy(
        "b", link("nothing"), link("data.read", 0), goals=[goal("g", values=[])]
    )
    wrong["name"] = {"th": "ชื่อ"}
    told = _told(strategies=[STRATEGIES[0], wrong], agency={"en": "City"})
    assert told == [
        ("agency.th", "field-missing"),
        ("strategies[1].name.en", "field-missing"),
        ("strategies[1].goals[0].values", "goal-without-value"),
        ("strategies[1].competencies[0].competency", "competency-unknown"),
        ("strategies[1].competencies[1].weight", "number-small"),
    ]


def test_a_year_is_not_outside_years_that_could_not_be_read() -> None:
    told = _told(years={"first": "soon", "last": 2571})
    assert told == [("years.first", "not-whole")]


@pytest.mark.parametrize("wrong", ["", "[]", "a: &b 1", "{", "plan"])
def test_what_is_no_master_plan_is_refused(wrong: str) -> None:
    found, problems = read(wrong, FRAMEWORKS)
    assert found is None
    assert problems


def test_layout_and_defaults_written_out_do_not_change_the_digest() -> None:
    written = content(version="1.0.0")
    turned = yaml.safe_dump(dict(reversed(written.items())), sort_keys=True)
    assert digest(parse(turned)) == digest(plan())
    assert digest(plan(version="1.0.1")) != digest(plan())


_YEARS = st.integers(2400, 2999)


@settings(deadline=None)
@given(
    first=_YEARS,
    last=_YEARS,
    years=st.lists(st.integers(2300, 3100), min_size=1, max_size=5, unique=True),
)
def test_a_plan_without_problems_has_all_its_years_inside(
    first: int, last: int, years: list[int]
) -> None:
    values = [{"year": year, "value": 0.5} for year in years]
    changes = {"years": {"first": first, "last": last}}
    found, problems = read(
        text(**changes, strategies=_one(goal("g", values=values))), FRAMEWORKS
    )
    inside = all(first <= year <= last for year in years)
    assert (found is not None) == inside
    outside = [p.value for p in problems if p.rule == "year-outside"]
    assert outside == [str(y) for y in years if not first <= y <= last]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_plan_has_no_problem_and_says_that_it_is_invented(name: str) -> None:
    known = {key: frameworks.parse(each) for key, each in frameworks.shipped().items()}
    found, problems = read(shipped()[name], known)
    assert problems == ()
    assert found is not None
    assert found.id == name
    assert "invented" in found.name.en
    assert "สมมติ" in found.name.th
    assert {goal.measure for each in found.strategies for goal in each.goals} == {
        "share_on_target",
        "mean_level",
        "mean_gap",
        "manual",
    }


def test_the_example_links_every_area_of_the_framework() -> None:
    found = parse(shipped()["demo-city-2566-2570"])
    assert len(found.strategies) == 5
    linked = {
        name for each in found.strategies for name in each.weights("ocsc-digital-2567")
    }
    text_ = frameworks.shipped()["ocsc-digital-2567"]
    assert linked == set(frameworks.parse(text_).competency_ids)


def test_the_file_in_the_document_has_no_problem() -> None:
    page = (Path(__file__).parents[3] / "docs" / "masterplans.md").read_text("utf-8")
    block = page.partition("```yaml\n")[2].partition("```")[0]
    name = "ocsc-digital-2567"
    known = {name: frameworks.parse(frameworks.shipped()[name])}
    assert read(block, known)[1] == ()
