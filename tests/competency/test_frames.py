"""Frames are what their names say, or are refused with all that is wrong."""

import numpy as np
import pandas as pd
import pytest

from competency.frames import (
    GAPS,
    LEVELS,
    NEEDS,
    PEOPLE,
    PLACEMENTS,
    ROSTER,
    TARGETS,
    FrameError,
    Spec,
    check,
    faults,
)

PERSONS = pd.Index([11, 12], name="person")


def people() -> pd.DataFrame:
    """Two people, one of whom leads nobody knows whom."""
    return pd.DataFrame(
        {
            "unit": [1, 2],
            "supervisor": [12, np.nan],
            "staff_type": ["พนักงานเมืองพัทยา", "ลูกจ้างประจำ"],
            "profile": ["head", pd.NA],
            "work-2567": ["IT", pd.NA],
        },
        index=PERSONS,
    )


def levels() -> pd.DataFrame:
    """Levels of two people, one of them unknown."""
    values = np.array([[1.5, np.nan], [0.0, 3.0]], np.float32)
    return pd.DataFrame(values, index=PERSONS, columns=["data.read", "data.keep"])


FRAMES = [
    (people(), PEOPLE),
    (levels(), LEVELS),
    (levels(), TARGETS),
    (levels(), GAPS),
    (
        pd.DataFrame({"cluster": [0, -1], "silhouette": [0.4, np.nan]}, index=PERSONS),
        NEEDS,
    ),
    (
        pd.DataFrame(
            {"person": [11], "run": [1], "competency": ["data.read"], "closes": [1.0]}
        ),
        PLACEMENTS,
    ),
    (
        pd.DataFrame(
            {"number": ["0001"], "name": [pd.NA]}, index=pd.Index([2], name="row")
        ),
        ROSTER,
    ),
]


@pytest.mark.parametrize(
    ("frame", "spec"), FRAMES, ids=lambda f: getattr(f, "name", "")
)
def test_a_frame_that_fits_is_handed_back_itself(
    frame: pd.DataFrame, spec: Spec
) -> None:
    assert check(frame, spec) is frame


@pytest.mark.parametrize("spec", [PEOPLE, LEVELS, TARGETS, GAPS, NEEDS, ROSTER])
def test_nobody_at_all_fits_too(spec: Spec) -> None:
    columns = {
        name: pd.Series(dtype=kind_of(kind)) for name, kind in spec.columns.items()
    }
    empty = pd.DataFrame(columns).rename_axis(spec.index)
    assert faults(empty, spec) == ()


def kind_of(kind: str) -> str:
    """A dtype of a kind."""
    return {"text": "object", "whole": "int64", "number": "float64"}[kind]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (levels().rename_axis("unit"), "index is named 'unit', not 'person'"),
        (levels().set_axis(["a", "b"]).rename_axis("person"), "not whole numbers"),
        (levels().loc[[11, 11]], "index repeats itself"),
        (levels().astype("float64"), "column data.read holds float64, not float32"),
        (levels().set_axis(["a", "a"], axis=1), "columns repeat themselves"),
    ],
)
def test_what_is_wrong_with_levels_is_named(wrong: pd.DataFrame, words: str) -> None:
    with pytest.raises(FrameError) as raised:
        check(wrong, LEVELS)
    name, *told = raised.value.args
    assert name == "LEVELS"
    assert any(words in each for each in told)


def test_all_faults_are_told_together() -> None:
    frame = people().drop(columns="unit").assign(supervisor="0001").rename_axis("x")
    assert faults(frame, PEOPLE) == (
        "index is named 'x', not 'person'",
        "column unit is missing",
        f"column supervisor holds {frame['supervisor'].dtype}, not number",
    )


def test_an_axis_is_a_text_like_the_facts_beside_it() -> None:
    (told,) = faults(people().assign(**{"work-2567": 1}), PEOPLE)
    assert told == "column work-2567 holds int64, not text"


def test_a_column_that_the_frame_does_not_know_is_refused() -> None:
    frame = FRAMES[4][0].assign(name="นาง")
    assert faults(frame, NEEDS) == ("column name does not belong here",)


def test_a_category_is_a_text() -> None:
    frame = people().astype({"staff_type": "category"})
    assert faults(frame, PEOPLE) == ()
