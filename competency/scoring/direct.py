"""The rule `direct`: the one rating of a competency is its level.

No answer, "does not know" and "does not apply" leave the level unknown. This is how
a supervisor rates on the wording of the levels (civil-service practice: one level
from 0 to 5 a competency).
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from competency.frameworks import Framework
from competency.scoring.sheets import N_CODES, Codes, Levels, values


def scorer(framework: Framework, rows: slice) -> Callable[[Codes], Levels]:
    """A function from the codes (1, n) of a competency's only item to levels (n,)."""
    return partial(_rated, values(framework, rows.start).astype(np.float32))


def scale_scorer(framework: Framework) -> Callable[[Codes], Levels]:
    """The same where a competency is rated on the framework's own level scale."""
    worth = np.full(N_CODES, np.nan, np.float32)
    worth[1 : len(framework.scale) + 1] = [step.level for step in framework.scale]
    return partial(_rated, worth)


def _rated(worth: Levels, codes: Codes) -> Levels:
    level: Levels = worth.take(codes[0])
    return level
