"""The list of ASVS lines is whole, and what it says is kept names code and tests."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessments.config import Settings
from assessments.workbooks import reading
from assessments.workbooks.framework import reading as framework_reading
from assessments.workbooks.reading import Limits
from competency.frameworks import LARGEST
from competency.frameworks.layout import DEEPEST

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "asvs.md").read_text("utf-8")
DUTIES = ROOT / "docs" / "duties.md"

STATES = ("kept", "in part", "not kept", "does not apply")
READING = "reading"
"""Stands where no test would notice, and the code was read."""

WANTED = {
    1: """1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3
        4.1.1 4.4.1 5.2.1-2 5.3.1-2 6.1.1 6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2
        8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5 11.3.1-2 11.4.1 12.1.1 12.2.1-2
        13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1""",
    2: """1.1.1-2 1.2.6-9 1.3.3-11 1.4.1-3 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4
        3.4.3-6 3.5.4-5 3.7.1-2 4.1.2-3 4.2.1 4.3.1-2 4.4.2-4 5.1.1 5.2.3 5.4.1-3
        6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.3.1-2
        7.4.3-5 7.5.1-2 7.6.1-2 8.1.2 8.2.3 8.4.1 9.2.2-4 10.1.1-2 10.2.1-2 10.3.1-4
        10.4.6-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.3 11.4.2-4 11.5.1
        11.6.1 12.1.2-3 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.2-5 14.1.1-2 14.2.2-4
        14.3.2-3 15.1.2-3 15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
        17.1.1 17.2.1-4 17.3.1-2""",
    3: "1.2.10 3.4.8 8.3.2 14.2.7 15.4.2",
}
"""The numbers of the standard, as published in May 2025: all of levels 1 and 2."""

_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \|(.+)\|$", re.MULTILINE)
_PATH = re.compile(r"`([\w./-]+)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Line:
    """One line of the list."""

    number: str
    level: int
    asks: str
    state: str
    how: str
    test: str

    @property
    def named(self) -> list[str]:
        """Files that the line names; other words in code are none."""
        return [name for name in _PATH.findall(self.how) if _is_file(name)]

    @property
    def tests(self) -> list[str]:
        """Test files that the line names."""
        return _PATH.findall(self.test)


def _is_file(name: str) -> bool:
    return "/" in name.strip("/") or name.endswith((".md", ".toml", ".txt", ".py"))


def lines(text: str) -> list[Line]:
    """The rows of a text that begin with a number of the standard."""
    found = []
    for number, rest in _ROW.findall(text):
        level, *cells = (cell.strip() for cell in rest.split("|"))
        found.append(Line(number, int(level), *cells))
    return found


def spelt(numbers: str) -> Iterator[str]:
    """Every number of a text such as "1.2.1-5 1.3.1"."""
    for each in numbers.split():
        first, _, last = each.partition("-")
        section, _, at = first.rpartition(".")
        yield from (f"{section}.{n}" for n in range(int(at), int(last or at) + 1))


def _counts(found: list[Line]) -> Mapping[str, list[int]]:
    counted = Counter((line.state, line.level) for line in found)
    of = {state: [counted[state, level] for level in WANTED] for state in STATES}
    total = [sum(column) for column in zip(*of.values(), strict=True)]
    return {state: [*row, sum(row)] for state, row in {**of, "all": total}.items()}


LINES = lines(PAGE)
KEPT = [line for line in LINES if line.state == "kept"]


def test_the_standard_has_70_lines_of_level_1_and_183_of_level_2() -> None:
    assert [len(list(spelt(WANTED[level]))) for level in (1, 2)] == [70, 183]


def test_every_line_stands_once_under_its_level() -> None:
    wanted = [(n, level) for level, every in WANTED.items() for n in spelt(every)]
    assert sorted((line.number, line.level) for line in LINES) == sorted(wanted)


def test_every_line_says_what_it_asks_and_one_of_four_states() -> None:
    assert [line.number for line in LINES if line.state not in STATES] == []
    assert [line.number for line in LINES if not (line.asks and line.how)] == []


def test_what_is_kept_names_code_and_test() -> None:
    assert [line.number for line in KEPT if not line.named] == []
    untold = [line for line in KEPT if not line.tests and line.test != READING]
    assert [line.number for line in untold] == []


def test_every_file_that_is_named_is_there() -> None:
    named = {(line.number, name) for line in LINES for name in line.named + line.tests}
    assert sorted(each for each in named if not (ROOT / each[1]).exists()) == []


def test_tests_are_named_as_tests() -> None:
    named = {name for line in LINES for name in line.tests}
    assert [
        n for n in sorted(named) if not re.fullmatch(r"tests/.*test_\w+\.py", n)
    ] == []


def test_the_counts_at_the_head_are_those_of_the_lines() -> None:
    for state, counted in _counts(LINES).items():
        assert f"| {state} | {' | '.join(map(str, counted))} |" in PAGE


def test_a_planted_fault_is_found() -> None:
    planted = "| 1.2.1 | 1 | asks | kept | `assessments/nowhere.py` | – |\n"
    (line,) = lines(planted)
    assert line.named == ["assessments/nowhere.py"]
    assert (line.state, line.tests, line.test) == ("kept", [], "–")
    assert _counts([line])["kept"] == [1, 0, 0, 1]


def _row(limits: Limits) -> str:
    counts = limits.parts, limits.sheets, limits.rows, limits.cells
    cells = (f"{limits.unpacked // 2**20} MiB", *(f"{count:,}" for count in counts))
    return f"| {' | '.join(cells)} |"


def test_the_limits_of_files_are_those_of_the_code() -> None:
    assert _row(reading.LIMITS) in PAGE
    assert _row(framework_reading.LIMITS) in PAGE
    assert f"| `.yaml` | {LARGEST // 2**20} MiB |" in PAGE
    assert f"{DEEPEST} levels deep" in PAGE


def test_the_classes_of_data_are_kept_as_the_settings_say() -> None:
    rows = {row.split(" | ")[0].strip("| "): row for row in PAGE.splitlines()}
    years = {
        "answers": Settings().keep_answers_days,
        "results of people": Settings().keep_results_days,
        "roster": Settings().keep_leavers_days,
    }
    for name, days in years.items():
        assert f"| {days // 365} years after" in rows[name]


def test_every_duty_names_a_test_that_is_there() -> None:
    text = DUTIES.read_text("utf-8")
    rows = [
        row for row in text.splitlines() if row.startswith("| ") and "../tests/" in row
    ]
    named = {link for row in rows for link in _LINK.findall(row) if "tests/" in link}
    assert len(rows) >= 20
    assert [n for n in sorted(named) if not (DUTIES.parent / n).is_file()] == []
