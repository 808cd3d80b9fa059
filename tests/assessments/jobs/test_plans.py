"""A closed round and a catalogue become a plan and its workbook, or a reason."""

from io import BytesIO

import pytest
from flask import Flask
from flask_babel import force_locale
from openpyxl import load_workbook

from assessments import files
from assessments.hr.jobs import job_error
from assessments.jobs import contents, queue
from assessments.jobs import plans as jobs
from assessments.operations.audit import SYSTEM
from assessments.operations.needs import LevelsNotReadyError
from assessments.operations.plans import NoCoursesError
from assessments.queries import jobs as job_queries
from assessments.queries import needs, plans, rounds
from competency.planning import summary
from competency.planning.checking import faults
from tests.assessments.catalogue import BUDGET, KEEP, READ, plan, put
from tests.assessments.clusterings import closed_round, quiet


def test_the_plan_fills_what_closes_most_within_the_budget(app: Flask) -> None:
    put()
    content = contents.plan(plan(closed_round()))
    made = content.plan
    lines = summary.by_course(made)
    assert [(each.course.code, each.runs, each.seats) for each in lines] == [
        ("KEEP", 1, 20),
        ("READ", 2, 40),
    ]
    assert made.cost_satang == 9_000_000
    assert (made.closed, made.bound, made.shortfall, made.reachable) == (
        160,
        160,
        232,
        186,
    )
    assert made.binding.full == ("KEEP",)
    assert not made.binding.money


def test_no_limit_is_broken(app: Flask) -> None:
    put()
    round_id = closed_round()
    made = contents.plan(plan(round_id, BUDGET // 2)).plan
    data = contents.staff(rounds.round_(round_id), plans.people(round_id))
    assert faults(made, data) == ()
    assert made.binding.money


def test_courses_that_are_given_replace_the_catalogue(app: Flask) -> None:
    put()
    round_id = closed_round()
    line = plans.line(jobs.make(round_id, BUDGET, quiet, courses=(KEEP,)))
    assert line is not None
    assert plans.plan(line).courses == (KEEP,)


def test_the_same_data_make_one_plan(app: Flask) -> None:
    put()
    round_id = closed_round()
    first = plan(round_id)
    assert plan(round_id) == first
    put((READ,), whole=True)
    assert plan(round_id).id != first.id


@pytest.mark.parametrize("state", ["draft", "open", "closing"])
def test_a_round_that_is_not_closed_has_nothing_to_plan_from(
    app: Flask, state: str
) -> None:
    put()
    with pytest.raises(LevelsNotReadyError):
        plan(closed_round(state))


def test_without_courses_for_the_framework_there_is_no_plan(app: Flask) -> None:
    put((READ,))
    put((), whole=True)
    with pytest.raises(NoCoursesError):
        plan(closed_round())


def test_groups_are_found_once_for_all_plans(app: Flask) -> None:
    put()
    round_id = closed_round()
    first, second = plan(round_id), plan(round_id, BUDGET // 2)
    assert first.settings == second.settings
    assert len(needs.of_round(round_id)) == 1


def test_progress_never_goes_back_and_runs_to_its_end(app: Flask) -> None:
    put()
    seen: list[tuple[int, int]] = []
    jobs.make(closed_round(), BUDGET, lambda *each: seen.append(each))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def ordered(round_id: int) -> job_queries.JobState:
    asked: dict[str, object] = {
        "round_id": round_id,
        "budget_satang": BUDGET,
        "language": "en",
    }
    job = queue.order("plan", asked, actor=SYSTEM)
    queue.run(job.id)
    found = job_queries.job(job.id)
    assert found is not None
    return found


def test_a_job_leads_to_the_page_and_keeps_the_workbook(app: Flask) -> None:
    put()
    done = ordered(closed_round())
    (line,) = plans.newest()
    assert done.result == {"page": f"/hr/plans/{line.public_id}"}
    path = files.path(line.file("en-named"))
    assert path is not None
    assert load_workbook(BytesIO(path.read_bytes())).sheetnames[0] == "Summary"


def test_a_job_that_fails_says_why(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        put()
        assert "Close this round first" in job_error(ordered(closed_round("open")))


def test_a_job_without_courses_says_so(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert "Import courses" in job_error(ordered(closed_round()))


def test_a_workbook_that_is_missing_is_made_by_a_job(app: Flask) -> None:
    put()
    line = plan(closed_round())
    asked = {"plan": line.public_id, "language": "th", "named": False}
    job = queue.order("plan-workbook", asked, actor=SYSTEM)
    queue.run(job.id)
    found = plans.line(line.public_id)
    assert found is not None
    assert files.path(found.file("th-nameless")) is not None


def test_there_is_nothing_to_write_of_a_plan_that_is_not_there(app: Flask) -> None:
    with pytest.raises(LookupError):
        jobs.write({"plan": "none", "language": "th", "named": True}, quiet)
