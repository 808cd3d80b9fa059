"""Every measure runs, on sizes that say nothing about speed."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessments import create_app
from assessments.config import Settings
from tests.benchmarks import (
    auditing,
    disclosure,
    frameworks,
    grouping,
    loading,
    papers,
    rosters,
    saving,
    workbooks,
)

MEASURES: dict[str, Callable[[], float]] = {
    "loading": lambda: loading.load_vs_join(20),
    "clustering": lambda: grouping.cluster_vs_rows(400),
    "silhouettes": lambda: grouping.silhouette_vs_rows(400),
    "workbooks": lambda: workbooks.workbook_vs_plain(20),
    "frameworks": lambda: frameworks.framework_10k_vs_yaml(5),
    "papers": lambda: papers.results_vs_bare(3, "people"),
    "auditing": lambda: auditing.verify_vs_sha256(50),
    "hiding": lambda: disclosure.hidden_vs_rollup(40, 400),
    "visible": lambda: disclosure.visible_units(2, 3),
    "rosters": lambda: rosters.roster_vs_unzip(20),
}


@pytest.fixture(autouse=True)
def small_heap() -> Iterator[None]:
    """Measuring collects garbage again and again: what other tests hold is spared."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_gives_a_ratio(name: str) -> None:
    assert MEASURES[name]() > 0


class InProcess:
    """The product without a server around it."""

    def __init__(self, data: Path) -> None:
        settings = Settings(data=data, secret=saving.SECRET)
        self.client = create_app(settings).test_client(use_cookies=False)

    def ask(
        self, method: str, path: str, body: str = "", **headers: str
    ) -> tuple[int, bytes]:
        """Status and content of one answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.open(path, method=method, data=body, headers=named)
        return answer.status_code, answer.data


def test_a_rater_saves_one_answer_and_a_page(tmp_path: Path) -> None:
    rater, product = saving.rater_of(tmp_path), InProcess(tmp_path)
    for answers in (1, saving.PAGE, 1):
        rater.save(product, answers)
    assert rater.version == 3
