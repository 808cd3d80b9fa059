"""Making a training plan of a closed round, and writing it to a file."""

from collections.abc import Sequence
from importlib.metadata import version

from flask_babel import force_locale, gettext

from assessments import clock, files
from assessments.jobs import contents
from assessments.jobs import needs as groups
from assessments.jobs.queue import Progress
from assessments.operations import plans as operations
from assessments.operations.audit import SYSTEM, Actor
from assessments.operations.needs import LevelsNotReadyError
from assessments.operations.plans import NoCoursesError
from assessments.queries import courses as catalogue
from assessments.queries import needs, plans, rounds
from assessments.queries.plans import PlanLine
from assessments.queries.rounds import RoundFacts
from assessments.workbooks.plan import book
from competency.courses import Course, serving
from competency.planning import making
from competency.planning.record import digest
from competency.planning.values import PlanSettings
from competency.rounds import WITH_RESULTS

LIBRARIES = ("samatthana", "numpy", "pandas", "scipy")
"""Their versions are kept with the plan: another solver may choose another one."""

_GROUPING, _MAKING, _KEEPING = 4, making.STEPS, 2


def closed(round_id: int) -> RoundFacts:
    """A round that has levels, or `LevelsNotReadyError`."""
    facts = rounds.round_(round_id)
    if facts.state not in WITH_RESULTS:
        raise LevelsNotReadyError(round_id)
    return facts


def make(
    round_id: int,
    budget_satang: int,
    progress: Progress,
    *,
    courses: Sequence[Course] | None = None,
    actor: Actor = SYSTEM,
) -> str:
    """The outward name of the plan of a closed round.

    Without `courses` the whole catalogue is considered. A plan that was made of the
    same data before is that plan: a job that runs twice makes it once. Groups of
    needs, which are printed beside it, are found first where the round has none yet.
    """
    facts = closed(round_id)
    if courses is None:
        courses = catalogue.catalogue(facts.framework_id)
    if not serving(courses, facts.framework_id):
        raise NoCoursesError(facts.framework_id)
    total = _GROUPING + _MAKING + _KEEPING
    settings = PlanSettings(budget_satang)
    data = contents.staff(facts, plans.people(round_id))
    known = digest(data, courses, settings)
    versions: dict[str, object] = {name: version(name) for name in LIBRARIES}
    made = plans.made_of(round_id, known)
    if made is not None and made.versions == versions:
        return made.public_id
    clustering = _clustering(round_id, lambda done, _: progress(done, total), actor)
    plan = making.make(
        data,
        courses,
        settings,
        lambda done, _: progress(_GROUPING + done, total),
    )
    kept = operations.keep(
        round_id,
        plan,
        settings={"clustering": clustering},
        input_digest=known,
        versions=versions,
        actor=actor,
        now=clock.now(),
    )
    progress(total, total)
    return kept


def _clustering(round_id: int, progress: Progress, actor: Actor) -> str:
    """The newest clustering of the round, made where there is none."""
    known = needs.of_round(round_id)
    if known:
        progress(_GROUPING, _GROUPING)
        return known[0].public_id
    return groups.cluster_round(round_id, None, progress, actor=actor)


def _line(public_id: str) -> PlanLine:
    line = plans.line(public_id)
    if line is None:
        raise LookupError(public_id)
    return line


def keep_workbook(public_id: str, language: str, *, named: bool) -> str:
    """The key under which a workbook of a plan is kept, after making it.

    `named` is the one with people's names, for HR alone.
    """
    line = _line(public_id)
    with force_locale(language):
        content = contents.whole_plan(line)
        made = book.write(content, gettext, language=language, named=named)
    key = files.keep(made)
    operations.keep_file(line.id, operations.file_name(language, named=named), key)
    return key


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Make a plan and its workbook; the result is the page that offers it.

    A workbook is not a job's file: whoever takes names away leaves an audit line.
    """
    round_id, budget = arguments["round_id"], arguments["budget_satang"]
    public_id = make(int(str(round_id)), int(str(budget)), progress)
    keep_workbook(public_id, str(arguments["language"]), named=True)
    return {"page": f"/hr/plans/{public_id}"}


def write(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Write a workbook of a plan; the result is the page that offers it."""
    public_id, named = str(arguments["plan"]), bool(arguments["named"])
    progress(0, 1)
    keep_workbook(public_id, str(arguments["language"]), named=named)
    progress(1, 1)
    return {"page": f"/hr/plans/{public_id}"}
