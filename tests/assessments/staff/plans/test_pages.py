"""The page of a plan: suggested, written by two, and seen by nobody else."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from assessments.database import db
from assessments.jobs import rounds as jobs
from assessments.models import AuditLine, DevelopmentPlan
from assessments.staff.plans import form
from competency.development import LONGEST, METHODS, MOST_ROWS, Move, State
from tests import factories
from tests.assessments.catalogue import READ, put
from tests.assessments.plans import MET, PLAN, Office
from tests.competency.development.plans import row
from tests.visitor import Visitor

SCRIPT = "<script>alert(1)</script>"
ROW: Mapping[str, str] = {
    "competency": "data.read",
    "goal": "เปรียบเทียบข้อมูลได้",
    "from_level": "1",
    "to_level": "2",
    "starts_on": "1/12/2569",
    "ends_on": "30/9/2570",
    "budget_satang": "1,500",
    "measure": "รายงานสองฉบับ",
    "methods": "coaching",
}


def fields(key: str = "a", version: int = 0, **changes: str) -> dict[str, str]:
    """The form with one row that could be proposed."""
    texts = {f"{name}:{key}": text for name, text in {**ROW, **changes}.items()}
    return {"key": key, "version": str(version), **texts}


class Desk:
    """An office with a visitor for the person, one for the head."""

    def __init__(self, app: Flask) -> None:
        self.office = Office()
        self.url = f"/staff/plans/{self.office.name}"
        self.accounts = {
            who: factories.account(getattr(self.office, who))
            for who in ("person", "head", "other")
        }
        self.app = app

    def visitor(self, who: str, language: str = "en") -> Visitor:
        return Visitor(self.app).as_(self.accounts[who]).in_(language)

    def page(self, who: str = "person") -> str:
        answer = self.visitor(who).get(self.url)
        assert answer.status_code == 200, answer.status
        return unescape(answer.text)

    def send(self, who: str, form: Mapping[str, str], do: str = "save") -> TestResponse:
        return self.visitor(who).post(self.url, **form, do=do)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def _plans() -> int:
    return db.session.scalar(select(func.count()).select_from(DevelopmentPlan)) or 0


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def _differing(page: str) -> list[tuple[str, str, str]]:
    """The rows of the table of a conflict."""
    cells = r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>'
    return re.findall(cells, page)


def test_the_first_page_suggests_a_row_for_each_gap_and_keeps_nothing(
    desk: Desk,
) -> None:
    put((READ,))
    page = desk.page()
    assert "These rows are a suggestion from your result." in page
    assert re.findall(r'class="plan-title">([^<]+)<', page) == ["1. Reading data"]
    assert "Compares data from several sources</textarea>" in page
    assert "Level 2 is reached in the next assessment</textarea>" in page
    assert f'<option value="READ" selected>{READ.name}' in page
    assert _plans() == 0


def test_what_is_saved_is_there_again(desk: Desk) -> None:
    answer = desk.send("person", fields())
    assert (answer.status_code, answer.location) == (302, desk.url)
    page = desk.page()
    assert "The plan is saved as a draft." not in page
    assert "suggestion" not in page
    assert _value(page, "starts_on:a") == "1/12/2026"
    assert _value(page, "budget_satang:a") == "1,500"
    assert _value(page, "version") == "1"
    assert desk.office.plan().rows[0].methods == ("coaching",)


def test_a_row_is_added_and_removed_without_saving(desk: Desk) -> None:
    more = desk.send("person", fields(), "add")
    assert more.status_code == 200
    assert "This is not saved yet." in more.text
    assert more.text.count('class="plan-row"') == 2
    assert 'id="added" open' in more.text
    less = desk.send("person", fields(), "remove:a")
    assert "The plan has no row yet." in less.text
    assert "เปรียบเทียบข้อมูลได้" in desk.send("person", fields(), "add").text
    assert _plans() == 0


def test_the_next_level_is_suggested_on_wish_and_only_to_the_person(
    desk: Desk,
) -> None:
    page = desk.send("person", fields(), "further").text
    titles = re.findall(r'class="plan-title">([^<]+)<', page)
    assert titles == ["1. Reading data", "2. Keeping data"]
    again = {**fields("data.keep", competency="data.keep")}
    page = desk.send("person", again, "further").text
    assert page.count('class="plan-row"') == 1
    desk.office.put()
    assert 'value="further"' in desk.page()
    assert 'value="further"' not in desk.page("head")


def test_every_fault_is_told_with_row_and_field_and_what_was_typed_stays(
    desk: Desk,
) -> None:
    sent = fields(ends_on="31/2/2570", budget_satang="ห้าพัน", goal=SCRIPT, measure="")
    answer = desk.send("person", sent, "propose")
    assert answer.status_code == 400
    assert SCRIPT not in answer.text
    page = unescape(answer.text)
    found = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page)
    assert found == [
        ("ends_on:a", "Row 1, Ends on"),
        ("budget_satang:a", "Row 1, Budget in baht"),
        ("measure:a", "Row 1, How success is measured"),
    ]
    assert _value(page, "budget_satang:a") == "ห้าพัน"
    assert "“31/2/2570” is not a date. Write it such as 31/12/2026." in page
    assert _plans() == 0


def test_an_empty_plan_is_not_proposed(desk: Desk) -> None:
    answer = desk.send("person", {"version": "0"}, "propose")
    assert answer.status_code == 400
    assert "The plan has no row yet." in answer.text


def test_the_supervisor_changes_and_approves_and_the_person_sees_it(
    desk: Desk,
) -> None:
    desk.send("person", fields(), "propose")
    page = desk.page("head")
    assert "Development plan of นางน้ำผึ้ง" in page
    assert "Save and approve the plan" in page
    changed = fields(version=1, goal="ทำรายงานเปรียบเทียบได้")
    assert desk.send("head", changed, "approve").status_code == 302
    page = desk.page()
    assert "ทำรายงานเปรียบเทียบได้" in page
    assert ">Approved<" in page
    assert "by นางหัวหน้า" in page
    assert desk.office.plan().state is State.AGREED


def test_results_are_asked_for_once_the_plan_is_agreed(desk: Desk) -> None:
    desk.send("person", fields(), "propose")
    assert "result:a" not in desk.page()
    desk.send("head", fields(version=1), "approve")
    assert "result:a" in desk.page()
    early = desk.send("head", fields(version=2), "acknowledge")
    assert early.status_code == 400
    assert "Row 1, Result" in early.text
    desk.send("person", fields(version=2, result="ทำได้แล้ว"))
    done = fields(version=3, result="ทำได้แล้ว")
    assert desk.send("head", done, "acknowledge").status_code == 302
    assert ">Result acknowledged<" in desk.page()


def test_whoever_saves_later_sees_both_values_and_loses_nothing(desk: Desk) -> None:
    desk.send("person", fields())
    desk.send("head", fields(version=1, goal="ของหัวหน้า"))
    answer = desk.send("person", fields(version=1, goal="ของฉัน"))
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert "saved this plan meanwhile" in page
    assert _differing(page) == [("Row 1, Goal", "ของฉัน", "ของหัวหน้า")]
    assert "ของฉัน</textarea>" in page
    assert desk.office.plan().version == 2
    knowing = fields(version=int(_value(page, "version")), goal="ของฉัน")
    assert desk.send("person", knowing).status_code == 302
    assert desk.office.plan().rows[0].goal == "ของฉัน"


def test_a_conflict_names_fields_and_brings_the_others_rows_along(desk: Desk) -> None:
    office = desk.office
    office.put()
    changed = (replace(PLAN[0], goal="ของหัวหน้า"), *PLAN[1:])
    office.put(changed, reader=office.head)
    mine = fields("data.read", version=1, goal="ของฉัน", measure=PLAN[0].measure)
    answer = desk.send("person", mine)
    page = unescape(answer.text)
    assert ("Row 1, Goal", "ของฉัน", "ของหัวหน้า") in _differing(page)
    assert ("=ภาษามือ", "no such row", "=ภาษามือ") in _differing(page)
    assert re.findall(r'name="key" value="([^"]+)"', page) == ["data.read", "b"]


def test_sending_the_same_twice_is_no_conflict(desk: Desk) -> None:
    for _time in range(2):
        assert desk.send("person", fields()).status_code == 302
    assert desk.office.plan().version == 1


def test_a_button_that_is_not_there_any_more_says_so(desk: Desk) -> None:
    desk.send("person", fields())
    assert desk.send("head", fields(version=1), "approve").status_code == 409
    assert desk.send("head", fields(version=1), "nonsense").status_code == 400


def test_the_supervisor_sees_nothing_until_it_is_saved_and_each_look_is_logged(
    desk: Desk,
) -> None:
    assert desk.visitor("head").get(desk.url).status_code == 404
    desk.office.put()
    desk.page("head")
    desk.page("person")
    wanted = select(AuditLine.role, AuditLine.detail).where(AuditLine.action == "read")
    assert [tuple(row) for row in db.session.execute(wanted)] == [
        ("supervisor", {"subject": desk.office.person})
    ]


@pytest.mark.parametrize("part", ["", "/workbook", "/document"])
def test_nobody_else_sees_a_plan_whatever_their_role(desk: Desk, part: str) -> None:
    desk.office.put()
    roles: dict[str, int | None] = {"manager": None, "hr": None, "admin": None}
    boss = factories.account(factories.person(desk.office.unit), roles)
    for account in (boss, desk.accounts["other"]):
        foreign = Visitor(desk.app).as_(account)
        assert foreign.get(desk.url + part).status_code == 404
        if not part:
            assert foreign.post(desk.url, **fields(version=1)).status_code == 404
    assert Visitor(desk.app).get(desk.url + part).status_code == 302


def test_without_a_supervisor_nobody_is_asked_to_approve(app: Flask) -> None:
    unit = factories.unit()
    person = factories.person(unit)
    number = factories.round_()
    name = factories.answered(number, person, MET)
    jobs.close(number, lambda _done, _total: None)
    visitor = Visitor(app).as_(factories.account(person)).in_("en")
    page = visitor.get(f"/staff/plans/{name}").text
    assert 'value="propose"' not in page
    assert "names no supervisor of yours" in page


def test_every_way_leads_to_the_plan(desk: Desk) -> None:
    link = f'href="{desk.url}"'
    person, head = desk.visitor("person"), desk.visitor("head")
    assert link in person.get("/staff/").text
    assert link in person.get(f"/staff/answers/{desk.office.name}/result").text
    for page in ("/staff/", "/manager/team"):
        assert 'href="/staff/plans"' in head.get(page).text
    assert link not in head.get("/staff/plans").text
    desk.office.put(move=Move.PROPOSE)
    assert link in head.get("/staff/plans").text
    assert "Plans that wait for your approval: 1." in head.get("/staff/").text
    assert "No closed round names anybody" in person.get("/staff/plans").text


def test_a_provisional_result_has_no_plan_yet(desk: Desk) -> None:
    later = factories.round_(name="รอบที่ 2")
    name = factories.answered(later, desk.office.person, MET)
    visitor = desk.visitor("person")
    assert f"/staff/plans/{name}" not in visitor.get("/staff/").text
    page = visitor.get(f"/staff/answers/{name}/result").text
    assert "/staff/plans/" not in page
    assert visitor.get(f"/staff/plans/{name}").status_code == 404


def test_what_people_write_is_text_everywhere(desk: Desk) -> None:
    evil = replace(PLAN[0], goal=SCRIPT, topic=SCRIPT, measure=SCRIPT)
    desk.office.put((evil,))
    for who in ("person", "head"):
        page = desk.visitor(who).get(desk.url).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_a_plan_as_long_as_it_may_be_is_read_whole(desk: Desk) -> None:
    texts = {name: "ก" * longest for name, longest in LONGEST.items()}
    full = tuple(row(f"key-{n}", methods=METHODS, **texts) for n in range(MOST_ROWS))
    sent = MultiDict({"version": "0", "do": "save"})
    for each in full:
        sent.add("key", each.key)
        for name, text in form.typed(each).texts.items():
            sent.add(f"{name}:{each.key}", text)
        sent.setlist(f"methods:{each.key}", METHODS)
    assert desk.visitor("person").post(desk.url, **sent.to_dict(flat=False)).location
    assert desk.office.plan().rows == full
    assert 'enctype="multipart/form-data"' in desk.page()
