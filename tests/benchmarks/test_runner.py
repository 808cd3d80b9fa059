import json
from pathlib import Path

import pytest

from tests.benchmarks import Benchmark, cpu_ratio, run
from tests.benchmarks.__main__ import benchmarks, main

LOW = Benchmark("low", 2.0, "lower", lambda: 1.5)
HIGH = Benchmark("high", 0.5, "higher", lambda: 0.25)


def test_a_value_under_a_lower_bar_meets_it() -> None:
    assert run(LOW).met


def test_a_value_under_a_higher_bar_misses_it() -> None:
    assert not run(HIGH).met


def test_the_figures_are_kept_and_shown_missed_ones_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "build" / "bench.json"
    assert main((LOW, HIGH), (), path) == 0
    low, high = json.loads(path.read_text())
    assert low == {
        "name": "low",
        "value": 1.5,
        "bar": 2.0,
        "better": "lower",
        "met": True,
    }
    assert (high["name"], high["value"], high["met"]) == ("high", 0.25, False)
    shown = capsys.readouterr().out
    assert "low" in shown
    assert "0.25" in shown


def test_one_benchmark_runs_alone(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    assert main((LOW, HIGH), ("high",), path) == 0
    assert [row["name"] for row in json.loads(path.read_text())] == ["high"]


def test_an_unknown_name_is_wrong_usage_and_measures_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    assert main((LOW,), ("hihg",), path) == 2
    assert not path.exists()


def test_ten_times_the_work_has_a_ratio_near_ten() -> None:
    def work(times: int) -> int:
        return sum(i * i for i in range(times))

    ratio = cpu_ratio(lambda: work(400_000), lambda: work(40_000))
    assert 5 < ratio < 20


def test_every_benchmark_has_a_name_of_its_own() -> None:
    names = [one.name for one in benchmarks()]
    assert len(set(names)) == len(names) > 0
