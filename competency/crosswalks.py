"""Levels of one framework expressed in another, and what is lost on the way.

A crosswalk is a list of typed edges between competencies of two frameworks (the
relations are those of SKOS mappings, W3C 2009: exact, broader, narrower, related).
Each has a weight: the share of the *target* competency that the source speaks for.

    level(target) = Σ w · laid(level(source)) / Σ w       over sources that are known

`laid` maps the source's level scale linearly on the target's. A target is known where
at least half of the weight that the crosswalk gives it is known (the rule of `mean`).
Levels that came through a crosswalk are an estimate and are never mixed with levels
that were assessed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import Field, ValidationError

from competency.errors import CompetencyError
from competency.frameworks import Framework, Text
from competency.frameworks.layout import Content, content, path, placed
from competency.frameworks.mending import own_errors
from competency.frameworks.reading import PYDANTIC_RULES
from competency.frameworks.values import Filled, Id, Status, Value
from competency.problems import Place, Problem, Problems

Kind = Literal["exact", "broader", "narrower", "related", "none"]
"""What the source is to the target; `none` says that somebody looked and found none."""

ENOUGH = 0.5
"""Least share of a target's weight that must be known before its level is."""


class NoCrosswalkError(CompetencyError):
    """No crosswalk leads from one framework to another: (source, target)."""


class Edge(Value):
    """One relation: from a competency of the first framework to one of the second.

    `to` is left out where the kind is `none`; `weight` is the share of the target
    that the source speaks for, 0 where the kind is `none`.
    """

    from_: Id = Field(alias="from")
    to: Id | None = None
    kind: Kind
    weight: float = Field(0.0, ge=0, le=1)
    note: Text | None = None


class End(Value):
    """A framework at one end; without a version the newest is meant."""

    framework: Id
    version: str | None = None


class Crosswalk(Value):
    """Edges from one framework to another, with who says so."""

    id: Id
    name: Text
    from_: End = Field(alias="from")
    to: End
    author: Filled
    status: Status
    note: Text | None = None
    edges: tuple[Edge, ...] = Field(min_length=1)


def read(
    text: str, source: Framework, target: Framework
) -> tuple[Crosswalk | None, Problems]:
    """The crosswalk of a YAML text between two frameworks, or all its problems."""
    found = content(text)
    if found.value is None and found.problems:
        return None, tuple(found.problems)
    if not isinstance(found.value, dict):
        return None, (Problem(Place(), "not-a-crosswalk"),)
    walk, problems = _crosswalk(found)
    if walk is not None:
        problems = tuple(faults(walk, source, target))
    every = placed((*found.problems, *problems), found)
    return (None if every else walk), every


def _crosswalk(found: Content) -> tuple[Crosswalk | None, Problems]:
    try:
        return Crosswalk.model_validate_json(json.dumps(found.value)), ()
    except ValidationError as error:
        return None, tuple(_form(error, found))


def _form(error: ValidationError, found: Content) -> Iterator[Problem]:
    for each in own_errors(error):
        column = path(each["loc"])
        rule = PYDANTIC_RULES.get(each["type"], "field-wrong")
        yield Problem(Place(column=column), rule, found.written.get(column, ""))


def faults(walk: Crosswalk, source: Framework, target: Framework) -> Iterator[Problem]:
    """Every edge that does not fit the two frameworks, with its field path."""
    ends = ("from", walk.from_, source), ("to", walk.to, target)
    for name, end, framework in ends:
        if end.framework != framework.id:
            place = Place(column=f"{name}.framework")
            yield Problem(place, "framework-other", end.framework, framework.id)
    known = set(source.competency_ids), set(target.competency_ids)
    pairs = Counter((edge.from_, edge.to) for edge in walk.edges)
    for at, edge in enumerate(walk.edges):
        yield from _edge(f"edges[{at}]", edge, *known)
        if pairs[edge.from_, edge.to] > 1:
            place = Place(column=f"edges[{at}]")
            yield Problem(place, "edge-twice", f"{edge.from_} → {edge.to or '–'}")


def _edge(
    column: str, edge: Edge, sources: set[str], targets: set[str]
) -> Iterator[Problem]:
    if edge.from_ not in sources:
        listed = ", ".join(sorted(sources))
        place = Place(column=f"{column}.from")
        yield Problem(place, "competency-unknown", edge.from_, listed)
    if edge.kind == "none":
        if edge.to is not None or edge.weight:
            yield Problem(Place(column=f"{column}.to"), "edge-to-nothing", edge.from_)
        return
    if edge.to not in targets:
        listed = ", ".join(sorted(targets))
        place = Place(column=f"{column}.to")
        yield Problem(place, "competency-unknown", edge.to or "", listed)
    if not edge.weight:
        yield Problem(Place(column=f"{column}.weight"), "edge-without-weight", "0")


@dataclass(frozen=True)
class Coverage:
    """How much of a target competency a crosswalk carries over.

    `share` is the weight of its edges, 1 at most; `sources` name where it comes from.
    """

    competency: str
    share: float
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Rescored:
    """Levels in the target framework, and what the way there cost.

    `levels` is a LEVELS frame of the target framework. `lost` are source
    competencies that lead nowhere, `uncovered` target ones that nothing leads to.
    """

    levels: pd.DataFrame
    coverage: tuple[Coverage, ...]
    lost: tuple[str, ...]
    uncovered: tuple[str, ...]


def coverage(walk: Crosswalk, target: Framework) -> tuple[Coverage, ...]:
    """Each competency of the target framework, in its order."""
    found = []
    for name in target.competency_ids:
        edges = [edge for edge in walk.edges if edge.to == name]
        share = min(1.0, sum(edge.weight for edge in edges))
        found.append(Coverage(name, share, tuple(edge.from_ for edge in edges)))
    return tuple(found)


def rescore(
    levels: pd.DataFrame, walk: Crosswalk, source: Framework, target: Framework
) -> Rescored:
    """A LEVELS frame of the source framework expressed in the target framework."""
    weights = _weights(walk, source, target)
    given = levels.reindex(columns=list(source.competency_ids))
    laid = _laid(given.to_numpy(np.float64), source, target)
    known = ~np.isnan(laid)
    total = weights.sum(axis=0)
    reached = known.astype(np.float64) @ weights
    sums = np.where(known, laid, 0) @ weights
    enough = (reached > 0) & (reached >= ENOUGH * total)
    values = np.full(sums.shape, np.nan)
    np.divide(sums, reached, out=values, where=enough)
    columns = list(target.competency_ids)
    frame = pd.DataFrame(values.astype(np.float32), levels.index, columns)
    covered = coverage(walk, target)
    leading = {edge.from_ for edge in walk.edges if edge.to is not None}
    return Rescored(
        levels=frame,
        coverage=covered,
        lost=tuple(name for name in source.competency_ids if name not in leading),
        uncovered=tuple(each.competency for each in covered if not each.share),
    )


def _weights(
    walk: Crosswalk, source: Framework, target: Framework
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Weights of edges, float64 (n_source_competencies, n_target_competencies)."""
    rows = {name: at for at, name in enumerate(source.competency_ids)}
    columns = {name: at for at, name in enumerate(target.competency_ids)}
    weights = np.zeros((len(rows), len(columns)))
    for edge in walk.edges:
        if edge.to is not None:
            weights[rows[edge.from_], columns[edge.to]] = edge.weight
    return weights


def _laid(
    levels: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    source: Framework,
    target: Framework,
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Levels of the source's scale, laid linearly on the target's."""
    share = (levels - source.lowest) / (source.highest - source.lowest)
    return np.asarray(target.lowest + share * (target.highest - target.lowest))


@cache
def shipped() -> Mapping[str, str]:
    """Crosswalk id → YAML text of every crosswalk that the product ships."""
    folder = files("competency") / "catalogue" / "crosswalks"
    if not folder.is_dir():
        return {}
    found = sorted(p.name for p in folder.iterdir() if p.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): (folder / name).read_text("utf-8") for name in found
    }
