"""Finding groups of like needs in a closed round, and writing them to a file."""

from importlib.metadata import version

import pandas as pd
from flask_babel import force_locale, gettext

from assessments import clock, files
from assessments.jobs import contents
from assessments.jobs.queue import Progress
from assessments.operations import needs as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.operations.needs import LevelsNotReadyError
from assessments.queries import needs as queries
from assessments.queries import rounds
from assessments.queries import targets as personal
from assessments.workbooks import needs as workbooks
from competency import gaps
from competency.clustering.needs import cluster
from competency.frameworks import Framework
from competency.rounds import WITH_RESULTS

SEED = 0
"""The seed of every clustering: the same people give the same groups."""

RESAMPLES = 100
LIBRARIES = ("numpy", "scikit-learn", "scipy")
"""Their versions are kept: another one may cut equal distances the other way."""

STEPS = 4


def cluster_round(
    round_id: int, clusters: int | None, progress: Progress, *, actor: Actor = SYSTEM
) -> str:
    """The outward name of a new clustering of a closed round."""
    facts = rounds.round_(round_id)
    if facts.state not in WITH_RESULTS:
        raise LevelsNotReadyError(round_id)
    progress(1, STEPS)
    short = _shortfalls(round_id, facts.framework)
    progress(2, STEPS)
    asked: dict[str, object] = {
        "clusters": clusters,
        "min_size": facts.settings.k,
        "resamples": RESAMPLES,
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    found = cluster(
        short,
        clusters=clusters,
        min_size=facts.settings.k,
        resamples=RESAMPLES,
        seed=SEED,
        n_jobs=-1,
    )
    progress(3, STEPS)
    now = clock.now()
    kept = operations.keep(round_id, found, asked, seed=SEED, actor=actor, now=now)
    progress(4, STEPS)
    return kept


def _shortfalls(round_id: int, framework: Framework) -> pd.DataFrame:
    """Shortfalls of everybody with levels, person / competency; NaN unknown."""
    levels = queries.levels(round_id, framework.competency_ids)
    profiles = queries.profiles(round_id).reindex(levels.index)
    targets = gaps.targets(profiles, framework, personal.in_round(round_id))
    return gaps.shortfalls(gaps.gaps(levels, targets))


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Cluster a round; the result is a page."""
    wished = arguments.get("clusters")
    number = None if wished is None else int(str(wished))
    kept = cluster_round(int(str(arguments["round_id"])), number, progress)
    return {"page": f"/hr/needs/{kept}"}


def write(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write a clustering as a workbook; the result is a file."""
    language = str(arguments["language"])
    content = contents.clustering(str(arguments["clustering"]))
    if content is None:
        raise LookupError(arguments["clustering"])
    progress(1, 2)
    with force_locale(language):
        book = workbooks.write(content, gettext, language=language)
    progress(2, 2)
    return {
        "file": files.keep(book),
        "name": "training-needs.xlsx",
        "people": len(content.people),
    }
