"""Sheets of answers to frames of levels, by the framework's own rule."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from competency.frameworks import Framework
from competency.scoring import direct, ladder, mean
from competency.scoring.sheets import Codes, Levels, Sheet

BLOCK = 1 << 17
"""Subjects at a time: a competency's codes then stay in the processor's cache."""

RULES: dict[str, Callable[[Framework, slice], Callable[[Codes], Levels]]] = {
    "mean": mean.scorer,
    "ladder": ladder.scorer,
    "direct": direct.scorer,
}


def levels(sheet: Sheet, framework: Framework) -> pd.DataFrame:
    """Levels by person (index, as the sheet has them) and competency, float32.

    NaN where the level is unknown, or the competency has no items.
    """
    rule = RULES[framework.rule.name]
    rows = list(framework.spans.values())
    scorers = [rule(framework, span) if _some(span) else _unknown for span in rows]
    return _scored(sheet, framework, rows, scorers)


def stated(sheet: Sheet, framework: Framework) -> pd.DataFrame:
    """The same for raters who chose one level a competency by its wording.

    Their codes are (n_competencies, n): 1 + the place of the level on the scale.
    """
    rows = [slice(i, i + 1) for i in range(len(framework.competencies))]
    scorers = [direct.scale_scorer(framework)] * len(rows)
    return _scored(sheet, framework, rows, scorers)


def _some(rows: slice) -> bool:
    return bool(rows.stop > rows.start)


def _unknown(codes: Codes) -> Levels:
    return np.full(codes.shape[1], np.nan, np.float32)


def _scored(
    sheet: Sheet,
    framework: Framework,
    rows: Sequence[slice],
    scorers: Sequence[Callable[[Codes], Levels]],
) -> pd.DataFrame:
    size = len(sheet.subjects)
    found = np.empty((len(rows), size), np.float32)
    for start in range(0, size, BLOCK):
        block = slice(start, start + BLOCK)
        for row, (span, score) in enumerate(zip(rows, scorers, strict=True)):
            found[row, block] = score(sheet.codes[span, block])
    index = pd.Index(sheet.subjects, name="person")
    return pd.DataFrame(found.T, index, list(framework.competency_ids), copy=False)
