"""A closed round expressed in another framework, from what it shows already.

Only means of units that the round shows are carried over. Sums and quotients of shown
figures tell nothing new, so nobody can be worked out from them who could not be before.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from flask_babel import force_locale, gettext

from assessments import files
from assessments.jobs.exports import gap_content
from assessments.jobs.queue import Progress
from assessments.operations.frameworks import NoSuchFrameworkError
from assessments.queries import crosswalks as queries
from assessments.queries import frameworks, rounds
from assessments.workbooks import rescored as workbooks
from assessments.workbooks.gaps import Row
from assessments.workbooks.rescored import Content
from competency import crosswalks
from competency.crosswalks import Crosswalk
from competency.frameworks import Framework
from competency.reports import State

NAME = "levels-carried-over.xlsx"


def ends(source: str, target: str) -> tuple[Framework, Framework]:
    """Two frameworks by id or id@version; raises `NoSuchFrameworkError`."""
    every = []
    for name in (source, target):
        framework = frameworks.content(name)
        if framework is None:
            raise NoSuchFrameworkError(name)
        every.append(framework)
    return every[0], every[1]


def rescored(
    round_id: int, target: Framework, walk: Crosswalk, unit_id: int | None = None
) -> Content:
    """The shown units of a closed round with their levels in another framework.

    Only a unit and those below it, where one is named.
    """
    report = gap_content(round_id, unit_id)
    levels = _levels(report.rows, report.framework)
    result = crosswalks.rescore(levels, walk, report.framework, target)
    return Content(
        round_id=round_id,
        round_name=report.round_name,
        source=report.framework,
        target=target,
        walk=walk,
        rows=report.rows,
        levels=tuple(map(tuple, result.levels.to_numpy().tolist())),
        coverage=result.coverage,
        lost=result.lost,
        uncovered=result.uncovered,
    )


def targets(source: Framework) -> tuple[Framework, ...]:
    """The frameworks that a crosswalk in use leads to from this one, the newest."""
    leading = (each for each in queries.known() if each.source.id == source.id)
    found = (frameworks.content(each.target.id) for each in leading)
    return tuple(each for each in found if each is not None)


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write a round in another framework as a workbook; the result is a file."""
    round_id, language = int(str(arguments["round"])), str(arguments["language"])
    source = rounds.round_(round_id).framework
    target = ends(f"{source.id}@{source.version}", str(arguments["framework"]))[1]
    unit = arguments.get("unit")
    walk = queries.between(source, target).walk
    wanted = None if unit is None else int(str(unit))
    content = rescored(round_id, target, walk, wanted)
    progress(1, 2)
    with force_locale(language):
        key = files.keep(workbooks.write(content, gettext, language=language))
    progress(2, 2)
    return {"file": key, "name": NAME}


def _levels(rows: Sequence[Row], framework: Framework) -> pd.DataFrame:
    """Shown mean levels, unit / competency; NaN where nothing is shown."""
    shown = [
        [c.level if c.state is State.SHOWN else np.nan for c in row.line.cells]
        for row in rows
    ]
    index = pd.Index([row.line.unit for row in rows], dtype="int64", name="unit")
    columns = list(framework.competency_ids)
    values = np.array(shown, np.float32).reshape(len(rows), len(columns))
    return pd.DataFrame(values, index, columns)
