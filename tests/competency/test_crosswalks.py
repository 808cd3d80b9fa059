"""Levels carried from one framework to another, worked by hand."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from competency import crosswalks
from competency.crosswalks import (
    Crosswalk,
    coverage,
    read,
    rescore,
    shipped,
)
from competency.frameworks import Framework, parse
from competency.frameworks import shipped as frameworks

THREE = parse((Path(__file__).parents[1] / "data" / "three.yaml").read_text("utf-8"))
NAN = float("nan")


def _two() -> Framework:
    """Two competencies on a scale from 0 to 6: twice as fine."""
    content = THREE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    content["id"] = "two"
    content["scale"] = [
        {"level": n, "name": {"th": "ขั้น", "en": "Step"}} for n in range(7)
    ]
    content["rule"] = {"name": "mean"}
    content["competencies"] = content["competencies"][:2]
    content["competencies"][0]["id"] = "read"
    content["competencies"][1]["id"] = "keep"
    content["profiles"] = []
    for competency in content["competencies"]:
        competency.pop("levels", None)
    return parse(yaml.safe_dump(content, allow_unicode=True))


TWO = _two()
EDGES: list[dict[str, Any]] = [
    {"from": "data.read", "to": "read", "kind": "exact", "weight": 1.0},
    {"from": "data.keep", "to": "keep", "kind": "broader", "weight": 0.75},
    {"from": "data.read", "to": "keep", "kind": "related", "weight": 0.25},
    {"from": "safe.share", "kind": "none"},
]


def _text(**changes: Any) -> str:  # noqa: ANN401 -- fields of any form
    content: dict[str, Any] = {
        "id": "three-two",
        "name": {"th": "สามเป็นสอง", "en": "Three to two"},
        "from": {"framework": "three"},
        "to": {"framework": "two"},
        "author": "the tests",
        "status": "ours",
        "edges": EDGES,
    }
    return yaml.safe_dump(content | changes, allow_unicode=True, sort_keys=False)


def _walk(**changes: Any) -> Crosswalk:  # noqa: ANN401 -- fields of any form
    found, problems = read(_text(**changes), THREE, TWO)
    assert problems == ()
    assert found is not None
    return found


def _levels(*rows: tuple[float, ...]) -> pd.DataFrame:
    index = pd.Index(range(1, len(rows) + 1), dtype="int64", name="person")
    columns = list(THREE.competency_ids)
    return pd.DataFrame(np.array(rows, np.float32).reshape(-1, 3), index, columns)


def test_levels_are_laid_on_the_other_scale_and_weighed() -> None:
    found = rescore(_levels((3, 1, 2)), _walk(), THREE, TWO)
    assert found.levels.columns.tolist() == ["read", "keep"]
    assert found.levels.to_numpy().tolist() == [[6.0, 0.75 * 2 + 0.25 * 6]]


def test_an_unknown_source_is_left_out_while_enough_is_known() -> None:
    found = rescore(_levels((NAN, 1, 2), (3, NAN, 2)), _walk(), THREE, TWO)
    values = found.levels.to_numpy()
    np.testing.assert_array_equal(values, [[NAN, 2.0], [6.0, NAN]])


def test_what_is_lost_and_what_is_not_covered_is_named() -> None:
    found = rescore(_levels((3, 1, 2)), _walk(edges=EDGES[:1]), THREE, TWO)
    assert found.lost == ("data.keep", "safe.share")
    assert found.uncovered == ("keep",)
    assert np.isnan(found.levels["keep"]).all()


def test_coverage_is_the_weight_of_the_edges() -> None:
    covered = {each.competency: each for each in coverage(_walk(), TWO)}
    assert covered["keep"].share == 1.0
    assert covered["keep"].sources == ("data.keep", "data.read")


def test_nobody_rescored_is_nobody() -> None:
    assert rescore(_levels(), _walk(), THREE, TWO).levels.shape == (0, 2)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"to": {"framework": "three"}}, ["framework-other"]),
        ({"edges": [EDGES[0], dict(EDGES[0])]}, ["edge-twice", "edge-twice"]),
        ({"edges": [EDGES[0] | {"from": "x"}]}, ["competency-unknown"]),
        ({"edges": [EDGES[0] | {"to": "x"}]}, ["competency-unknown"]),
        ({"edges": [EDGES[0] | {"weight": 0}]}, ["edge-without-weight"]),
        ({"edges": [EDGES[3] | {"to": "read"}]}, ["edge-to-nothing"]),
        ({"edges": [EDGES[0] | {"weight": 2}]}, ["number-large"]),
        ({"edges": [EDGES[0] | {"kind": "same"}]}, ["not-one-of"]),
        ({"author": ""}, ["text-empty"]),
    ],
)
def test_a_fault_is_named_with_its_line(
    changes: dict[str, Any], rules: list[str]
) -> None:
    found, problems = read(_text(**changes), THREE, TWO)
    assert found is None
    assert [problem.rule for problem in problems] == rules
    assert all(problem.place.row for problem in problems)


def test_all_faults_are_named_at_once() -> None:
    edges = [EDGES[0] | {"from": "x"}, EDGES[1] | {"to": "y"}, EDGES[3]]
    _found, problems = read(_text(edges=edges), THREE, TWO)
    assert [p.place.column for p in problems] == ["edges[0].from", "edges[1].to"]


@pytest.mark.parametrize("text", ["", "[]", "a: &b 1", "{"])
def test_what_is_no_crosswalk_is_refused(text: str) -> None:
    found, problems = read(text, THREE, TWO)
    assert found is None
    assert problems


_LEVEL = st.one_of(st.just(NAN), st.integers(0, 3).map(float))


@given(row=st.tuples(_LEVEL, _LEVEL, _LEVEL))
def test_rescored_levels_stay_on_the_scale(row: tuple[float, ...]) -> None:
    values = rescore(_levels(row), _walk(), THREE, TWO).levels.to_numpy()
    known = values[~np.isnan(values)]
    assert ((known >= TWO.lowest) & (known <= TWO.highest)).all()


@given(low=st.integers(0, 2), high=st.integers(0, 3))
def test_a_higher_level_never_comes_out_lower(low: int, high: int) -> None:
    rows = (float(min(low, high)),) * 3, (float(max(low, high)),) * 3
    values = rescore(_levels(*rows), _walk(), THREE, TWO).levels.to_numpy()
    assert (values[0] <= values[1]).all()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_crosswalk_fits_the_shipped_frameworks(name: str) -> None:
    text = shipped()[name]
    content = yaml.safe_load(text)
    ends = [parse(frameworks()[content[end]["framework"]]) for end in ("from", "to")]
    found, problems = crosswalks.read(text, *ends)
    assert problems == ()
    assert found is not None
    assert found.id == name
    assert found.status == "ours"
