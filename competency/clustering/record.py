"""A clustering as plain values that JSON can hold, and back."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from competency.clustering.values import Cluster, Mark, Needs, Standing, Trial


def record(needs: Needs) -> dict[str, Any]:
    """All of a clustering but its members; unknown numbers are None, never NaN."""
    return {
        "clusters": [_plain(asdict(each)) for each in needs.clusters],
        "mixed": [_plain(asdict(mark)) for mark in needs.mixed],
        "counts": {each.value: number for each, number in needs.counts.items()},
        "silhouette": _known(needs.silhouette),
        "reference": _known(needs.reference),
        "trials": [_plain(asdict(trial)) for trial in needs.trials],
        "competencies": list(needs.competency_ids),
        "left_out": list(needs.left_out),
    }


def recall(kept: Mapping[str, Any], members: pd.DataFrame) -> Needs:
    """The clustering that was recorded, with the members given."""
    return Needs(
        clusters=tuple(_cluster(each) for each in kept["clusters"]),
        mixed=_marks(kept["mixed"]),
        counts={Standing(name): number for name, number in kept["counts"].items()},
        silhouette=_number(kept["silhouette"]),
        reference=_number(kept["reference"]),
        trials=tuple(Trial(**_numbers(each)) for each in kept["trials"]),
        competency_ids=tuple(kept["competencies"]),
        left_out=tuple(kept["left_out"]),
        members=members,
    )


def _cluster(kept: Mapping[str, Any]) -> Cluster:
    marks, apart = _marks(kept["marks"]), tuple(kept["apart"])
    return Cluster(**{**kept, "marks": marks, "apart": apart})


def _marks(kept: list[Mapping[str, Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(**_numbers(mark)) for mark in kept)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _known(value)


def _known(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    return None if isinstance(value, float) and math.isnan(value) else value


def _numbers(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _number(value) for name, value in kept.items()}


def _number(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    return math.nan if value is None else value
