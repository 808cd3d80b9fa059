"""How far kinds of rater agree: intraclass correlations, weighted kappa, differences.

Intraclass correlations are those of Shrout and Fleiss (1979, Psychological Bulletin
86, 420-428) with the intervals of McGraw and Wong (1996, Psychological Methods 1,
30-46), from the mean squares of people (MSR), raters (MSC), error (MSE) and within
people (MSW); n people, k raters:

    (1,1) = (MSR − MSW) / (MSR + (k−1)·MSW)
    (2,1) = (MSR − MSE) / (MSR + (k−1)·MSE + k·(MSC − MSE)/n)
    (3,1) = (MSR − MSE) / (MSR + (k−1)·MSE)
    (1,k) = (MSR − MSW) / MSR      (3,k) = (MSR − MSE) / MSR
    (2,k) = (MSR − MSE) / (MSR + (MSC − MSE)/n)

Weighted kappa is Cohen's (1968, Psychological Bulletin 70, 213-220):

    kappa = 1 − Σ w·seen / Σ w·chance        w = |i − j| or (i − j)²

Only people whom both have rated count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import fdtri

FEWEST = 10
"""Pairs below which no figure is told: it would say something of single people."""

CONFIDENCE = 0.95

Table = NDArray[np.float64]
"""Ratings, float64 (n_people, n_raters), none missing."""


class Silence(StrEnum):
    """Why an agreement has no figures."""

    FEW = "few"
    ALIKE = "alike"


@dataclass(frozen=True)
class Estimate:
    """An intraclass correlation with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """Two kinds of rater on one competency: complete pairs, and how far they agree.

    `exact` and `near` (within one level) are shares, `difference` the mean of the
    other kind less the first, in levels. Kappas and correlations are NaN or missing
    where `silence` says why; with too few pairs, all figures are.
    """

    competency: str
    pairs: int
    exact: float = np.nan
    near: float = np.nan
    difference: float = np.nan
    kappa_linear: float = np.nan
    kappa_quadratic: float = np.nan
    single: Estimate | None = None
    consistency: Estimate | None = None
    silence: Silence | None = None


@dataclass(frozen=True)
class _Squares:
    """Mean squares of a table, and its shape."""

    n: int
    k: int
    people: float
    raters: float
    error: float
    within: float


def _squares(table: Table) -> _Squares:
    n, k = table.shape
    mean = table.mean()
    people = k * ((table.mean(axis=1) - mean) ** 2).sum()
    raters = n * ((table.mean(axis=0) - mean) ** 2).sum()
    total = ((table - mean) ** 2).sum()
    error = max(total - people - raters, 0.0)
    return _Squares(
        n,
        k,
        people / (n - 1),
        raters / (k - 1),
        error / ((n - 1) * (k - 1)),
        (total - people) / (n * (k - 1)),
    )


Kind = Literal["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]


def correlations(table: Table) -> Mapping[Kind, Estimate]:
    """The six intraclass correlations of a table of ratings, by their usual names.

    At least two people and two raters; NaN where nothing differs.
    """
    found = _squares(np.asarray(table, np.float64))
    one, two, three = _one(found), _two(found), _three(found)
    k = found.k
    return {
        "1,1": one,
        "2,1": two,
        "3,1": three,
        "1,k": _of_mean(one, k),
        "2,k": _of_mean(two, k),
        "3,k": _of_mean(three, k),
    }


def _quotient(above: float, below: float) -> float:
    return above / below if below else np.nan


def _one(s: _Squares) -> Estimate:
    """People differ, raters are any: rows against what lies within them."""
    return _from_f(s.people, s.within, s.k, (s.n - 1, s.n * (s.k - 1)))


def _three(s: _Squares) -> Estimate:
    """The raters are these: rows against the error alone."""
    return _from_f(s.people, s.error, s.k, (s.n - 1, (s.n - 1) * (s.k - 1)))


def _from_f(above: float, below: float, k: int, freedom: tuple[int, int]) -> Estimate:
    value = _quotient(above - below, above + (k - 1) * below)
    if not below:
        return Estimate(value, value, value)
    ratio = above / below
    rows, rest = freedom
    low, high = ratio / _quantile(rows, rest), ratio * _quantile(rest, rows)
    bounds = (float((each - 1) / (each + k - 1)) for each in (low, high))
    return Estimate(value, *bounds)


def _quantile(above: float, below: float) -> float:
    """The upper quantile of Fisher's F that leaves half of the rest on each side."""
    return float(fdtri(above, below, 1 - (1 - CONFIDENCE) / 2))


def _two(s: _Squares) -> Estimate:
    """The raters are some of many: their differences count against agreement."""
    spread = s.people + (s.k - 1) * s.error + s.k * (s.raters - s.error) / s.n
    value = _quotient(s.people - s.error, spread)
    if np.isnan(value) or value >= 1:
        return Estimate(value, value, value)
    freedom = _freedom(s, value)
    lower, upper = _quantile(s.n - 1, freedom), _quantile(freedom, s.n - 1)
    rest = s.k * s.raters + (s.k * s.n - s.k - s.n) * s.error
    low = s.n * (s.people - lower * s.error) / (lower * rest + s.n * s.people)
    high = s.n * (upper * s.people - s.error) / (rest + s.n * upper * s.people)
    return Estimate(value, float(low), float(high))


def _freedom(s: _Squares, value: float) -> float:
    """Degrees of freedom after Satterthwaite, as McGraw and Wong give them."""
    a = s.k * value / (s.n * (1 - value))
    b = 1 + s.k * value * (s.n - 1) / (s.n * (1 - value))
    above = (a * s.raters + b * s.error) ** 2
    below = (a * s.raters) ** 2 / (s.k - 1)
    below += (b * s.error) ** 2 / ((s.n - 1) * (s.k - 1))
    return float(above / below)


def _of_mean(single: Estimate, k: int) -> Estimate:
    """The same of the mean of k raters (Spearman 1910, Brown 1910)."""
    return Estimate(*(_longer(each, k) for each in vars(single).values()))


def _longer(value: float, k: int) -> float:
    """−inf where a single rater is so far from agreeing that no mean of them helps."""
    if np.isnan(value):
        return np.nan
    below = 1 + (k - 1) * value
    return k * value / below if below > 0 else -np.inf


Weights = Literal["linear", "quadratic"]


def kappa(one: Table, other: Table, levels: tuple[int, ...], weights: Weights) -> float:
    """Cohen's weighted kappa of two raters on these levels; NaN where none differs."""
    known = np.array(levels)
    places = [np.searchsorted(known, each.astype(int)) for each in (one, other)]
    seen = np.zeros((len(known), len(known)))
    np.add.at(seen, tuple(places), 1 / len(one))
    steps = np.arange(len(known))
    apart = np.abs(steps[:, None] - steps).astype(np.float64)
    if weights == "quadratic":
        apart **= 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0))
    return 1 - _quotient((apart * seen).sum(), (apart * chance).sum())


def agreements(
    first: pd.DataFrame, other: pd.DataFrame, levels: tuple[int, ...]
) -> tuple[Agreement, ...]:
    """How far two kinds of rater agree on each competency of their LEVELS frames.

    Each person stands once in a frame (several of a kind are their mean). Levels are
    rounded, halves up, for shares and kappas; correlations take them as they are.
    """
    people = first.index.intersection(other.index)
    return tuple(
        _agreement(str(name), first.loc[people, name], other.loc[people, name], levels)
        for name in first.columns
    )


def _agreement(
    name: str, one: "pd.Series[float]", two: "pd.Series[float]", levels: tuple[int, ...]
) -> Agreement:
    table = np.column_stack([one.to_numpy(np.float64), two.to_numpy(np.float64)])
    table = table[~np.isnan(table).any(axis=1)]
    if len(table) < FEWEST:
        return Agreement(name, len(table), silence=Silence.FEW)
    whole = np.floor(table + 0.5)
    apart = np.abs(whole[:, 0] - whole[:, 1])
    figures = Agreement(
        name,
        len(table),
        float((apart == 0).mean()),
        float((apart <= 1).mean()),
        float((table[:, 1] - table[:, 0]).mean()),
        silence=None if np.ptp(table, axis=0).any() else Silence.ALIKE,
    )
    return figures if figures.silence else _correlated(figures, table, whole, levels)


def _correlated(
    figures: Agreement, table: Table, whole: Table, levels: tuple[int, ...]
) -> Agreement:
    found = correlations(table)
    one, two = whole[:, 0], whole[:, 1]
    return Agreement(
        figures.competency,
        figures.pairs,
        figures.exact,
        figures.near,
        figures.difference,
        kappa(one, two, levels, "linear"),
        kappa(one, two, levels, "quadratic"),
        found["2,1"],
        found["3,1"],
    )
