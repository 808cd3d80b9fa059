"""`flask masterplans`: check, load and show, in the language of the terminal."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments.queries import masterplans
from tests import factories
from tests.assessments import master_city
from tests.competency.masterplans.plans import goal, link, strategy, text


@pytest.fixture
def three(app: Flask) -> None:
    factories.framework_version()


def _run(runner: FlaskCliRunner, *words: str) -> Result:
    return runner.invoke(args=["masterplans", *words])


def _file(tmp_path: Path, content: str) -> str:
    path = tmp_path / "plan.yaml"
    path.write_text(content, "utf-8")
    return str(path)


def test_a_good_file_is_checked_and_not_kept(
    three: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    found = _run(runner, "check", _file(tmp_path, text()))
    assert found.exit_code == 0
    assert "2568–2571" in found.output
    assert masterplans.newest() == ()


def test_every_problem_is_named_and_nothing_kept(
    three: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    wrong = strategy("a", link("nothing"), goals=[goal("g", values=[])])
    for command in ("check", "load"):
        found = _run(runner, command, _file(tmp_path, text(strategies=[wrong])))
        assert found.exit_code == 1
        assert "strategies[0].competencies[0].competency" in found.output
        assert "strategies[0].goals[0].values" in found.output
    assert masterplans.newest() == ()


def test_a_loaded_plan_is_in_use(
    three: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    found = _run(runner, "load", _file(tmp_path, text()))
    assert found.exit_code == 0
    kept = masterplans.in_use()
    assert kept is not None
    assert kept.content.id == "city"


def test_the_plan_in_use_is_shown_with_its_goals(
    three: None, runner: FlaskCliRunner
) -> None:
    master_city.use()
    found = _run(runner, "show")
    assert found.exit_code == 0
    assert "2571" in found.output
    assert "75%" in found.output


def test_without_a_plan_showing_fails(app: Flask, runner: FlaskCliRunner) -> None:
    assert _run(runner, "show").exit_code == 1


def test_a_closed_round_is_shown_by_strategy(
    app: Flask, runner: FlaskCliRunner
) -> None:
    city = master_city.city()
    master_city.use()
    found = _run(runner, "show", "--round", str(city.round))
    assert found.exit_code == 0
    assert "2570" in found.output
    assert "-0.50" in found.output
    assert "50%" in found.output
    finance = _run(runner, "show", "--round", str(city.round), "--unit", "01")
    # all nine are on target, which a share would tell of each of them
    assert "+0.00" in finance.output
    assert "100%" not in finance.output


def test_a_small_unit_is_not_shown(app: Flask, runner: FlaskCliRunner) -> None:
    city = master_city.city()
    master_city.use()
    found = _run(runner, "show", "--round", str(city.round), "--unit", "0102")
    assert found.exit_code == 0
    assert "0.00" not in found.output
    assert "100%" not in found.output


def test_wrong_rounds_and_units_are_refused(app: Flask, runner: FlaskCliRunner) -> None:
    city = master_city.city()
    master_city.use()
    closed = str(city.round)
    assert _run(runner, "show", "--round", "9999").exit_code == 1
    assert _run(runner, "show", "--round", closed, "--unit", "99").exit_code == 1
    assert _run(runner, "show", "--unit", "01").exit_code == 2
    open_ = factories.round_()
    assert _run(runner, "show", "--round", str(open_)).exit_code == 1
