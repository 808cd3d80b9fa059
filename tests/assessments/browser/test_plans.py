"""A development plan from the suggestion to the approval, by two people in browsers."""

import pytest

from assessments.jobs import rounds as jobs
from assessments.queries import answers
from tests import factories
from tests.assessments.browser.conftest import PHONE
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks
from tests.assessments.plans import MET

pytestmark = pytest.mark.browser

alone = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
"""What the page does by itself does not depend on the database."""

DESK = {"width": 1280, "height": 900}
GOAL = "textarea[name^='goal:']"


@pytest.fixture
def plan(site: Site) -> str:
    """The address of the plan of a round that has just closed, not begun yet."""
    name = site.new_round("staff")
    with site.app.app_context():
        draft = answers.draft(name, site.person("staff"))
        assert draft is not None
        factories.answered(draft.round_id, draft.rater_id, MET)
        jobs.close(draft.round_id, lambda _done, _total: None)
    return f"/staff/plans/{name}"


def _unfolded(walk: Walk) -> None:
    """Open every row, as somebody does who wants to read them."""
    rows = "document.querySelectorAll('details.plan-row').forEach(e => e.open = true)"
    walk.page.evaluate(rows)


def _told(walk: Walk, status: int) -> None:
    """The browser itself reports an answer that the page deals with."""
    assert walk.faults
    assert all(f"status of {status}" in fault for fault in walk.faults), walk.faults
    walk.faults.clear()


def test_a_plan_is_proposed_on_a_phone_changed_and_approved_and_seen(
    walk: Walks, plan: str
) -> None:
    staff = walk("th", viewport=PHONE)
    staff.sign_in("staff")
    staff.open("/staff/")
    staff.press(f"main a[href='{plan}']")
    assert "เป็นข้อแนะนำจากผลการประเมินของท่าน" in staff.page.inner_text("main")
    _unfolded(staff)
    staff.look()
    staff.follow(staff.page.locator("main .keep button[value=propose]"))
    _told(staff, 400)
    staff.look()
    assert "รายการที่ 1 วิธีการพัฒนา" in staff.page.inner_text(".alert-danger")
    staff.page.click("label:has(input[value=coaching])")
    staff.page.fill("input[name^='ends_on:']", "๓๐/๙/๒๕๗๑")
    staff.press(".keep button[value=propose]")
    assert "เสนอแล้ว รอความเห็นชอบ" in staff.page.inner_text("main")
    assert staff.page.locator("input[name^='ends_on:']").input_value() == "30/9/2571"

    head = walk("th", viewport=DESK)
    head.sign_in("supervisor")
    head.open("/manager/team")
    head.press("main a[href='/staff/plans']")
    head.press(f"main a[href='{plan}']")
    _unfolded(head)
    head.look()
    head.page.locator(GOAL).fill("ทำรายงานเปรียบเทียบสองฉบับ")
    head.press(".keep button[value=approve]")
    assert "เห็นชอบแล้ว" in head.page.inner_text("main")

    staff.open(plan)
    assert staff.page.locator(GOAL).input_value() == "ทำรายงานเปรียบเทียบสองฉบับ"
    assert staff.page.locator("textarea[name^='result:']").count() == 1
    english = walk("en", viewport=DESK)
    english.sign_in("staff")
    english.open(plan)
    _unfolded(english)
    english.look()


@alone
@pytest.mark.parametrize("scripts", [True, False])
def test_a_stale_save_is_told_and_loses_nothing(
    walk: Walks, plan: str, scripts: bool
) -> None:
    staff = walk("th", java_script_enabled=scripts)
    staff.enter("staff")
    address = staff.site.url + plan
    staff.page.goto(address)
    staff.follow(staff.page.locator(".keep button[value=save]"))
    head = walk("th", java_script_enabled=scripts)
    head.enter("supervisor")
    head.page.goto(address)
    for each, words in ((staff, "ของฉัน"), (head, "ของหัวหน้า")):
        if not each.page.locator(GOAL).is_visible():
            each.page.click("details.plan-row summary")
        each.page.fill(GOAL, words)
    head.follow(head.page.locator(".keep button[value=save]"))
    staff.follow(staff.page.locator(".keep button[value=save]"))
    _told(staff, 409)
    shown = staff.page.inner_text(".alert-warning")
    assert "ของฉัน" in shown
    assert "ของหัวหน้า" in shown
    assert staff.page.locator(GOAL).input_value() == "ของฉัน"
    if scripts:
        staff.look()
    staff.follow(staff.page.locator(".keep button[value=save]"))
    head.page.goto(address)
    assert head.page.locator(GOAL).input_value() == "ของฉัน"


@alone
def test_rows_are_added_and_removed_without_scripts(walk: Walks, plan: str) -> None:
    staff = walk("th", java_script_enabled=False)
    staff.enter("staff")
    staff.speak()
    page = staff.page
    page.goto(staff.site.url + plan)
    rows = page.locator("details.plan-row")
    assert rows.count() == 1
    staff.follow(page.locator("button[value=add]"))
    assert rows.count() == 2
    assert page.url.endswith("#added")
    page.locator("#added input[name^='topic:']").fill("ภาษามือเบื้องต้น")
    staff.follow(page.locator("button[value=further]"))
    assert rows.count() == 3
    staff.follow(page.locator(".keep button[value=save]"))
    assert page.locator(".plan-title").all_inner_texts() == [
        "1. การอ่านข้อมูล",
        "2. ภาษามือเบื้องต้น",
        "3. การเก็บข้อมูล",
    ]
    staff.follow(page.locator("button[value^='remove:']:visible").first)
    staff.follow(page.locator(".keep button[value=save]"))
    assert rows.count() == 2
