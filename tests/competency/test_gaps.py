from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency.frameworks import Framework, Profile, Target, parse
from competency.gaps import (
    cells_of,
    gaps,
    profile_of,
    shortfalls,
    target_level,
    targets,
)

THREE = parse((Path(__file__).parents[1] / "data" / "three.yaml").read_text("utf-8"))
NAMES = list(THREE.competency_ids)


def _frame(*rows: tuple[float, ...]) -> pd.DataFrame:
    index = pd.Index(range(1, len(rows) + 1), dtype="int64", name="person")
    return pd.DataFrame(np.array(rows, np.float32), index, NAMES)


def _profiles(*ids: object) -> "pd.Series[Any]":
    index = pd.Index(range(1, len(ids) + 1), dtype="int64", name="person")
    return pd.Series(list(ids), index=index, dtype="object")


def _with(*profiles: Profile) -> Framework:
    return THREE.model_copy(update={"profiles": profiles})


def _profile(name: str, **axes: str) -> Profile:
    words = {"th": name, "en": name}
    return Profile.model_validate({"id": name, "name": words, "for": axes})


@pytest.mark.parametrize(
    ("placings", "profile"),
    [
        ({"work-2567": "NONIT", "role-2567": "OPR"}, "caseworker"),
        ({"work-2567": "NONIT", "role-2567": "SUP", "more": "X"}, "head"),
        ({"work-2567": "IT", "role-2567": "OPR"}, None),
        ({"role-2567": "OPR"}, None),
        ({}, None),
    ],
)
def test_placings_choose_the_profile(
    placings: dict[str, object], profile: str | None
) -> None:
    assert profile_of(placings, THREE) == profile


def test_the_profile_that_says_most_is_chosen() -> None:
    framework = _with(_profile("wide", a="1"), _profile("narrow", a="1", b="2"))
    assert profile_of({"a": "1", "b": "2"}, framework) == "narrow"
    assert profile_of({"a": "1", "b": "3"}, framework) == "wide"


def test_a_profile_without_axes_is_for_everybody() -> None:
    assert profile_of({}, _with(_profile("all"))) == "all"


@pytest.mark.parametrize(
    ("target", "level"),
    [
        (Target(level=2, status="agency"), 2.0),
        (Target(level=2.5, status="official"), 2.5),
        (Target(level=2, status="assumed"), np.nan),
        (Target(status="agency"), np.nan),
        (Target(required=False, status="agency"), -np.inf),
        (None, np.nan),
    ],
)
def test_a_cell_sets_a_level_or_none(target: Target | None, level: float) -> None:
    np.testing.assert_equal(target_level(target), level)


def test_targets_follow_the_profile_and_stay_unknown_without_one() -> None:
    found = targets(_profiles("head", pd.NA, "caseworker", "stranger"), THREE)
    nan, free = np.nan, -np.inf
    expected = [(3, 2, 2), (nan, nan, nan), (2, 1, free), (nan, nan, nan)]
    np.testing.assert_array_equal(found.to_numpy(), np.array(expected, np.float32))
    assert found.to_numpy().dtype == np.float32
    assert list(found.columns) == NAMES


def test_a_framework_without_profiles_has_unknown_targets() -> None:
    assert targets(_profiles("head"), _with()).isna().all(axis=None)


def test_nobody_has_no_targets() -> None:
    assert targets(_profiles(), THREE).shape == (0, 3)


def test_a_gap_is_level_minus_target() -> None:
    found = gaps(_frame((1, 2, 3)), _frame((3, 2, 1)))
    assert found.to_numpy().tolist() == [[-2, 0, 2]]
    assert found.to_numpy().dtype == np.float32


def test_unknown_is_not_the_same_as_not_required() -> None:
    nan, free = np.nan, -np.inf
    found = gaps(_frame((1, nan, nan)), _frame((nan, 2, free))).to_numpy()
    np.testing.assert_array_equal(found, [[nan, nan, np.inf]])


def test_what_is_not_required_falls_short_by_nothing() -> None:
    found = shortfalls(_frame((-2, np.inf, np.nan))).to_numpy()
    np.testing.assert_array_equal(found, [[2, 0, np.nan]])


def test_gaps_keep_the_people_of_the_levels() -> None:
    found = gaps(_frame((1, 1, 1), (2, 2, 2)), _frame((1, 1, 1)))
    assert found.index.tolist() == [1, 2]
    assert found.loc[2].isna().all()


_LEVEL = st.one_of(st.just(np.nan), st.integers(0, 5).map(float))
_TARGET = st.one_of(_LEVEL, st.just(-np.inf))


@given(level=_LEVEL, target=_TARGET)
def test_a_shortfall_is_never_negative_and_never_beside_a_surplus(
    level: float, target: float
) -> None:
    row, wanted = _frame((level,) * 3), _frame((target,) * 3)
    gap = float(gaps(row, wanted).to_numpy()[0, 0])
    short = float(shortfalls(gaps(row, wanted)).to_numpy()[0, 0])
    assert np.isnan(gap) == np.isnan(short)
    assert np.isnan(short) or short >= 0
    assert not (gap > 0 and short > 0)


def _agency(level: float | None) -> Target:
    return Target(level=level, required=level is not None, status="agency")


def test_a_target_of_ones_own_takes_the_place_of_the_profiles() -> None:
    own = {2: {"data.read": _agency(3), "safe.share": _agency(None)}, 9: {}}
    found = targets(_profiles("caseworker", "caseworker"), THREE, own)
    assert found.iloc[0].tolist() == [2, 1, -np.inf]
    assert found.iloc[1].tolist() == [3, 1, -np.inf]


def test_a_person_without_a_profile_may_have_targets_of_their_own() -> None:
    own = {1: {"data.keep": _agency(2), "data.gone": _agency(1)}}
    found = targets(_profiles(None), THREE, own).loc[1]
    assert np.isnan(found["data.read"])
    assert found["data.keep"] == 2


@given(st.lists(st.sampled_from(["caseworker", "head", None]), max_size=8))
def test_targets_of_others_change_nothing_of_mine(names: list[str | None]) -> None:
    people = _profiles(*names)
    own = {99: {"data.read": _agency(3)}}
    pd.testing.assert_frame_equal(targets(people, THREE, own), targets(people, THREE))


def test_cells_of_ones_own_come_before_those_of_the_profile() -> None:
    own = {"data.read": _agency(3)}
    found = cells_of(THREE, "caseworker", own)
    assert found["data.read"] == own["data.read"]
    assert found["data.keep"].level == 1
    assert cells_of(THREE, None, own) == own
