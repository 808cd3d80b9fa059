"""A real survey goes the whole line, by the commands and with the numbers of the page.

The page is docs/examples/real-survey.md; its commands are run as they stand there.
Numbers are compared and not words: which language a command speaks is the
terminal's choice.
"""

import csv
import gzip
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from flask_migrate import upgrade
from numpy.typing import NDArray

from assessments import create_app
from assessments.config import Settings
from assessments.database import db
from assessments.workbooks import answers
from competency.frameworks import Framework, parse
from competency.problems import Place, Problem
from competency.responses import Wanted, read_map

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "examples" / "real-survey.md").read_text("utf-8")
FRAMEWORK = (ROOT / "docs" / "examples" / "stas" / "framework.yaml").read_text("utf-8")
ANSWERS = ROOT / "tests" / "data" / "stas" / "responses.csv.gz"

_BLOCK = re.compile(r"^```console\n\$ (.+)\n((?:.*\n)*?)```$", re.MULTILINE)
_NUMBER = re.compile(r"[+−-]?\d[\d,.]*\d%?|[+−-]?\d%?")
_UNIT = re.compile(r"^\| (S\d\S*) \| (\d+) \|", re.MULTILINE)
STEPS: Mapping[str, str] = dict(_BLOCK.findall(PAGE))
"""Command line → what it prints, as the page has it."""


@dataclass(frozen=True)
class Survey:
    """What each command printed, and the folder of the files that were written."""

    folder: Path
    status: Mapping[str, int]
    printed: Mapping[str, str]

    def lines(self, start: str) -> list[list[str]]:
        """The numbers of each line that the command beginning so has printed."""
        command = next(command for command in STEPS if command.startswith(start))
        found = [numbers(line) for line in self.printed[command].splitlines()]
        return [line for line in found if line]


def numbers(text: str) -> list[str]:
    """The numbers of a text in their order."""
    return _NUMBER.findall(text)


def _run(app: Flask, folder: Path, command: str) -> tuple[int, str]:
    """Exit status and output; "stas" on the command line is the test's folder."""
    program, *words = shlex.split(command)
    moved = [re.sub(r"^stas(?=/|$)", str(folder), word) for word in words]
    placed = [re.sub(r"^(docs|tests)/", f"{ROOT}/\\1/", word) for word in moved]
    if program == "flask":
        result = app.test_cli_runner().invoke(args=placed)
        return result.exit_code, result.stdout.replace(str(folder), "stas")
    done = subprocess.run(
        [sys.executable, *placed], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survey]:
    """The whole line, once, on a database of its own."""
    folder = tmp_path_factory.mktemp("survey")
    settings = Settings(
        data=tmp_path_factory.mktemp("data"),
        secret="for tests only",  # noqa: S106 -- guards nothing
        testing=True,
    )
    app = create_app(settings)
    with app.app_context():
        upgrade()
        ran = {command: _run(app, folder, command) for command in STEPS}
        yield Survey(
            folder,
            {command: status for command, (status, _) in ran.items()},
            {command: text for command, (_, text) in ran.items()},
        )
        db.session.remove()


@pytest.fixture(scope="module")
def given() -> NDArray[np.int64]:
    """The answers as the file has them, int64 of shape (7813, 34)."""
    with gzip.open(ANSWERS, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    items = [item.id for item in parse(FRAMEWORK).items]
    return np.array([[int(row[item]) for item in items] for row in rows])


def _levels(given: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of each competency's items, the turned ones as 7 − answer."""
    return _means(given, parse(FRAMEWORK))


def _means(given: NDArray[np.int64], framework: Framework) -> NDArray[np.float64]:
    turned = np.array([item.reversed for item in framework.items])
    right = np.where(turned, 7 - given, given)
    spans = framework.spans.values()
    return np.column_stack([right[:, span].mean(axis=1) for span in spans])


def _missing(given: NDArray[np.int64]) -> NDArray[np.float64]:
    """Levels missing to the targets 5, 4, 5 and 5, from levels rounded halves up."""
    rounded = np.floor(_levels(given) + 0.5)
    missing: NDArray[np.float64] = np.maximum(0, np.array([5, 4, 5, 5]) - rounded)
    return missing


def test_the_page_goes_the_whole_line(survey: Survey) -> None:
    assert [" ".join(command.split()[:3]) for command in STEPS] == [
        "python docs/examples/stas/convert.py tests/data/stas/responses.csv.gz",
        "flask frameworks load",
        "flask roster import",
        "flask rounds create",
        "flask rounds open",
        "flask answers import",
        "flask rounds close",
        "flask reports gaps",
        "flask needs cluster",
        "python docs/examples/stas/courses.py stas/courses.xlsx",
        "flask plans make",
        "flask frameworks load",
        "flask frameworks diff",
        "flask frameworks rescore",
    ]
    assert [command for command, status in survey.status.items() if status] == []


@pytest.mark.parametrize("command", STEPS)
def test_the_page_has_the_numbers_that_the_command_prints(
    survey: Survey, command: str
) -> None:
    expected = numbers(STEPS[command])
    assert sorted(numbers(survey.printed[command])) == sorted(expected)


def test_the_answers_are_looked_at_before_a_dictionary_is_believed(
    survey: Survey,
) -> None:
    assert survey.lines("python docs/examples/stas/convert.py") == [
        ["7,813", "102"],
        ["1", "6"],
        ["1,711"],
        ["49"],
        ["0.9497"],
        ["0.8835"],
    ]


def test_everybody_is_invited_and_everybody_has_answered(survey: Survey) -> None:
    assert survey.lines("flask rounds open") == [["1", "7813"]]
    assert survey.lines("flask answers import") == [["7813"], ["0"]]


def test_the_report_shows_levels_gaps_and_shares(survey: Survey) -> None:
    assert survey.lines("flask reports gaps") == [
        ["97", "102"],
        ["7,813", "7,813"],
        ["5.42", "+0.42", "18.0%"],
        ["4.29", "+0.29", "37.0%"],
        ["5.14", "+0.14", "29.0%"],
        ["5.54", "+0.54", "13.0%"],
    ]


def test_two_groups_are_found_and_everybody_stands_somewhere(survey: Survey) -> None:
    found = survey.lines("flask needs cluster")
    assert found[0] == ["2"]
    assert ["1", "2,961"] in found
    assert ["2", "149"] in found
    assert found[-4:] == [["3,110"], ["0"], ["4,703"], ["0"]]


def test_the_plan_is_all_but_the_best_one_for_its_budget(survey: Survey) -> None:
    assert survey.lines("flask plans make")[:13] == [
        ["500,000.00"],
        ["500,000.00"],
        ["0.00"],
        ["7,813"],
        ["7,813"],
        ["2,148"],
        ["2,485"],
        ["32"],
        ["7,170"],
        ["7,056"],
        ["3,991"],
        ["3,992"],
        ["0.03%"],
    ]


def _report(survey: Survey) -> list[list[str]]:
    text = (survey.folder / "gaps.csv").read_text("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:]


def test_mean_levels_are_those_of_the_raw_answers(
    survey: Survey, given: NDArray[np.int64]
) -> None:
    means = _levels(given).mean(axis=0)
    assert np.round(means, 4).tolist() == [5.418, 4.2871, 5.1353, 5.5424]
    top = _report(survey)[0]
    assert [float(text) for text in top[6::3]] == [5.42, 4.29, 5.14, 5.54]
    assert "5.4180, 4.2871, 5.1353 and 5.5424" in PAGE


def test_groups_and_plan_rest_on_the_same_shortfalls(
    given: NDArray[np.int64],
) -> None:
    missing = _missing(given)
    assert (int(missing.sum()), int((missing.sum(axis=1) > 0).sum())) == (7170, 3110)


def test_the_page_names_every_unit_that_is_withheld(survey: Survey) -> None:
    report = _report(survey)
    withheld = {row[0]: row[2] for row in report if not numbers(row[4])}
    assert sorted(withheld.values()) == ["1", "2", "3", "3", "4"]
    assert withheld == dict(_UNIT.findall(PAGE))


def test_no_withheld_unit_can_be_subtracted(survey: Survey) -> None:
    """A faculty counts nobody beyond its shown programmes, or five people at least."""
    report = _report(survey)
    counted = {
        code: int(people) for code, _, _, people, *_ in report if numbers(people)
    }
    rests = dict(counted)
    for code, people in counted.items():
        if (above := code.rpartition("-")[0]) in rests:
            rests[above] -= people
    assert len(rests) == 97
    assert not set(rests.values()) & {1, 2, 3, 4}
    assert min(rests.values()) == 0


def test_people_without_a_place_stand_in_a_unit_of_their_own(survey: Survey) -> None:
    asked = {row[0]: row[2:4] for row in _report(survey)}
    assert asked["STAS-UNKNOWN"] == ["1711", "1711"]


def _believing(dictionary: Sequence[int]) -> Framework:
    """The framework with the answers that a dictionary says."""
    framework = parse(FRAMEWORK)
    kept = [a for a in framework.answers["six"] if a.value in dictionary]
    return framework.model_copy(update={"answers": {"six": tuple(kept)}})


def test_a_framework_that_believes_the_dictionary_refuses_every_six(
    given: NDArray[np.int64],
) -> None:
    people = {str(number) for number in range(1, 7814)}
    wanted = Wanted(_believing(range(1, 6)), people, "row")
    found, problems = answers.read(ANSWERS.read_bytes(), wanted, lambda *_: None)
    assert found is None
    assert len(problems) == 140_624 == int((given == 6).sum())
    place = Place(None, 3, "i01")
    assert problems[0] == Problem(place, "value-out-of-range", "6", "1–5")
    assert "140,624 cells" in " ".join(PAGE.split())
    assert "row 3, column i01 (“6” is out of range; expected: 1–5)" in PAGE


def test_whoever_gave_one_answer_to_all_has_a_shortfall(
    given: NDArray[np.int64],
) -> None:
    straight = given[(given == given[:, :1]).all(axis=1)]
    assert (len(straight), int((straight[:, 0] == 6).sum())) == (49, 26)
    assert int((_missing(straight).sum(axis=1) > 0).sum()) == 49


def test_the_ceiling_is_as_high_as_the_page_says(given: NDArray[np.int64]) -> None:
    shares = (given == 6).mean(), (given[:, 28] == 6).mean()
    assert [f"{share:.1%}" for share in shares] == ["52.9%", "80.7%"]
    assert "52.9% of all answers are sixes, and 80.7% of those to i29" in PAGE


def test_the_second_group_chose_the_lowest_answer_most_of_the_time(
    survey: Survey, given: NDArray[np.int64]
) -> None:
    kept = json.loads((survey.folder / "needs.json").read_text("utf-8"))
    rows = [int(who["code"]) - 1 for who in kept["people"] if who["cluster"] == 1]
    theirs = given[rows]
    straight = int((theirs == theirs[:, :1]).all(axis=1).sum())
    turned = [item.reversed for item in parse(FRAMEWORK).items]
    lowest = float((theirs[:, ~np.array(turned)] == 1).mean())
    assert (len(rows), straight, f"{lowest:.1%}") == (149, 6, "63.3%")
    assert "63.3% of the items" in PAGE


def test_the_map_of_the_page_is_one() -> None:
    text = re.findall(r"^```yaml\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)[0]
    found, problems = read_map(text, parse(FRAMEWORK))
    assert problems == ()
    assert found is not None
    assert found.columns == {"ฉันใช้อุปกรณ์ใหม่ได้เอง": "i01", "Q2": "i02"}
    assert found.answers["99"] == "does-not-know"


def test_the_published_file_holds_the_same_answers(shared: Path) -> None:
    name = "stas_digital_selfefficacy/stas_responses.csv.gz"
    people = {str(number) for number in range(1, 7814)}
    wanted = Wanted(parse(FRAMEWORK), people, "row")
    ours, theirs = (
        answers.read(path.read_bytes(), wanted, lambda *_: None)[0]
        for path in (ANSWERS, shared / name)
    )
    assert ours is not None
    assert theirs is not None
    assert ours.packed == theirs.packed


def test_the_second_version_is_what_the_page_says_of_it(
    given: NDArray[np.int64],
) -> None:
    """Scored from the answers themselves, in the order of the second version."""
    text = (ROOT / "docs" / "examples" / "stas" / "second.yaml").read_text("utf-8")
    first, second = parse(FRAMEWORK), parse(text)
    order = [first.position(item.id) for item in second.items]
    means = _means(given[:, order], second).mean(axis=0)
    said = "5.4424, 4.2871, 5.1947 and 5.5424"
    assert said in PAGE
    assert means == pytest.approx([float(n) for n in numbers(said)], abs=5e-5)
