from typing import Any

import pytest

from assessments.queries import ratings
from competency.frameworks import parse, shipped
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = pytest.mark.browser

FIRST = "data.read"
LOST = "net::ERR_INTERNET_DISCONNECTED"
DIFFERS = "status of 409"

alone = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
"""What the page does by itself does not depend on the database."""

MOST_HTML, MOST_AT_FIRST = 60_000, 250_000
"""Bytes of a page, and of all that its first view takes over the wire."""

MOST_REQUESTS = 5
"""Requests that go to the server when another page is opened."""


def _page(rating: str, competency: str = FIRST) -> str:
    return f"/staff/answers/{rating}/{competency}"


def _expected(walk: Walk, words: str) -> None:
    """The browser itself reports an answer that the page deals with."""
    assert walk.faults
    assert all(words in fault for fault in walk.faults), walk.faults
    walk.faults.clear()


@pytest.fixture
def rating(site: Site) -> str:
    """A rating of three competencies that the member of staff was just asked for."""
    return site.new_round("staff")


def test_answers_wait_while_offline_and_are_sent_when_back(
    walk: Walks, rating: str
) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    staff.page.context.set_offline(True)
    staff.answer(0, 3)
    staff.saving("waiting")
    staff.answer(1, 2)
    staff.page.context.set_offline(False)
    staff.saving("saved")
    _expected(staff, LOST)
    staff.open(_page(rating))
    assert [staff.chosen(place) for place in range(4)] == [3, 2, None, None]


def test_the_older_of_two_tabs_is_told_and_asked(walk: Walks, rating: str) -> None:
    older = walk()
    older.sign_in("staff")
    older.open(_page(rating))
    newer = Walk(older.page.context.new_page(), older.site, "th")
    newer.open(_page(rating))
    newer.answer(0, 4)
    newer.saving("saved")
    older.answer(0, 1)
    older.page.wait_for_selector("#q0 .differs[role=alert]")
    _expected(older, DIFFERS)
    older.look()
    older.page.locator("#q0 .differs button").first.click()
    older.saving("saved")
    newer.open(_page(rating))
    assert newer.chosen(0) == 1


def test_two_tabs_that_answer_different_items_lose_nothing(
    walk: Walks, rating: str
) -> None:
    older = walk()
    older.sign_in("staff")
    older.open(_page(rating))
    newer = Walk(older.page.context.new_page(), older.site, "th")
    newer.open(_page(rating))
    newer.answer(0, 4)
    newer.saving("saved")
    older.answer(1, 2)
    older.saving("saved")
    _expected(older, DIFFERS)
    newer.open(_page(rating))
    assert (newer.chosen(0), newer.chosen(1)) == (4, 2)


def test_the_form_saves_without_scripts(walk: Walks, rating: str) -> None:
    staff = walk(java_script_enabled=False)
    page = staff.page
    staff.enter("staff")
    page.goto(staff.site.url + _page(rating))
    staff.answer(0, 4)
    staff.answer(3, 2)
    page.click("#answers button[value=next]")
    assert page.url.endswith(_page(rating, "data.keep"))
    page.click("#answers button[value=back]")
    assert (staff.chosen(0), staff.chosen(1), staff.chosen(3)) == (4, None, 2)


def test_without_scripts_too_the_older_page_is_told(walk: Walks, rating: str) -> None:
    older = walk(java_script_enabled=False)
    older.enter("staff")
    older.page.goto(older.site.url + _page(rating))
    newer = Walk(older.page.context.new_page(), older.site, "th")
    newer.page.goto(older.site.url + _page(rating))
    newer.answer(0, 4)
    newer.page.click("#answers button[value=leave]")
    older.answer(0, 1)
    older.page.click("#answers button[value=leave]")
    assert older.page.locator("main table tbody tr").count() == 1
    older.page.click("main a.btn-primary")
    assert older.chosen(0) == 4


def test_a_session_that_ended_is_taken_up_again_beside_the_page(
    walk: Walks, rating: str
) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    other = Walk(staff.page.context.new_page(), staff.site, "th")
    other.open("/staff/")
    other.press(".tools form[action$='sign-out'] button")
    staff.answer(0, 3)
    staff.saving("waiting")
    link = staff.page.locator("#saving a")
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("href") == "/account/sign-in"
    other.enter("staff")
    staff.page.evaluate("dispatchEvent(new Event('focus'))")
    staff.saving("saved")
    _expected(staff, "status of 40")
    staff.answer(1, 2)
    staff.saving("saved")
    staff.open(_page(rating))
    assert (staff.chosen(0), staff.chosen(1)) == (3, 2)


@alone
def test_another_language_keeps_answers_and_place(walk: Walks, rating: str) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    staff.page.locator("#q3").scroll_into_view_if_needed()
    staff.answer(3, 2)
    with staff.page.expect_navigation():
        staff.page.click("button[name=language][value=en]")
    assert staff.page.get_attribute("html", "lang") == "en"
    assert "#q" in staff.page.url
    assert staff.chosen(3) == 2
    with staff.page.expect_navigation():
        staff.page.click("button[name=language][value=th]")


@alone
def test_items_left_are_told_and_minutes_once_the_pace_is_known(
    walk: Walks, rating: str
) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    left = staff.page.locator("#left")
    assert left.inner_text() == "เหลืออีก 7 ข้อ"
    for code in (1, 2, 3, 4, 3):
        staff.answer(0, code)
    assert "เหลืออีก 6 ข้อ ประมาณ 1 นาที" in left.inner_text()
    staff.saving("saved")


@alone
def test_levels_are_settled_step_by_step_on_a_phone(site: Site, walk: Walks) -> None:
    rating = site.new_round("staff", adaptive=True)
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    items = staff.page.locator("fieldset.question")
    assert items.count() == 1
    staff.answer(2, 3)
    staff.saving("saved")
    staff.press("#answers button[value=next]")
    assert items.count() == 2
    staff.answer(3, 1)
    staff.saving("saved")
    staff.press("#answers button[value=next]")
    staff.answer(0, 3)
    staff.answer(1, 3)
    staff.saving("saved")
    staff.press("#answers button[value=next]")
    assert staff.page.url.endswith("/data.keep")


def test_evidence_is_kept_as_it_is_typed(walk: Walks, rating: str) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    staff.page.click(".evidence summary")
    staff.page.fill("#evidence", "รายงานประจำเดือน")
    staff.saving("saved")
    staff.open(_page(rating))
    assert staff.page.input_value("#evidence") == "รายงานประจำเดือน"


@alone
def test_a_whole_rating_is_answered_and_handed_in_by_keyboard(
    walk: Walks, rating: str
) -> None:
    staff = walk(viewport={"width": 1280, "height": 900})
    staff.sign_in("staff")
    staff.open(_page(rating))
    page, asked = staff.page, {"data.read": range(4), "data.keep": range(4, 7)}
    for places in asked.values():
        for place in places:
            page.locator(f'#q{place} input[value="1"]').focus()
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            assert staff.chosen(place) == 2
        staff.saving("saved")
        page.locator("#answers button[value=next]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        staff.look()
    assert page.url.endswith("/submit")
    page.locator("main form button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "ส่งแบบประเมินเรียบร้อยแล้ว" in page.inner_text("main")


def test_handing_in_twice_is_handing_in_once(walk: Walks, rating: str) -> None:
    staff = walk()
    staff.sign_in("staff")
    for competency, places in (("data.read", range(4)), ("data.keep", range(4, 7))):
        staff.open(_page(rating, competency))
        for place in places:
            staff.answer(place, 3)
        staff.saving("saved")
    staff.open(f"/staff/answers/{rating}/submit")
    with staff.page.expect_navigation():
        staff.page.dblclick("main form button")
    staff.page.wait_for_load_state()
    staff.open(f"/staff/answers/{rating}/submit")
    assert staff.page.locator("main a[href$='/result']").count() == 1


@alone
def test_a_page_is_light_at_first_and_lighter_again(walk: Walks, rating: str) -> None:
    staff = walk()
    staff.enter("staff")
    page = staff.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    wire: list[tuple[str, float]] = []
    names: dict[str, str] = {}

    def began(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["url"]

    def ended(event: dict[str, Any]) -> None:
        name = names.get(event["requestId"], "")
        if event["encodedDataLength"]:
            wire.append((name, event["encodedDataLength"]))

    session.on("Network.responseReceived", began)
    session.on("Network.loadingFinished", ended)
    page.goto(staff.site.url + _page(rating), wait_until="networkidle")
    html = len(page.content().encode())
    first = sum(size for _name, size in wire)
    assert html <= MOST_HTML, html
    assert 0 < first <= MOST_AT_FIRST, wire
    wire.clear()
    page.goto(staff.site.url + _page(rating, "data.keep"), wait_until="networkidle")
    assert 0 < len(wire) <= MOST_REQUESTS, wire


@alone
def test_evidence_too_is_kept_after_signing_in_again_beside_the_page(
    walk: Walks, rating: str
) -> None:
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating))
    staff.page.click(".evidence summary")
    other = Walk(staff.page.context.new_page(), staff.site, "th")
    other.open("/staff/")
    other.press(".tools form[action$='sign-out'] button")
    staff.page.fill("#evidence", "รายงานประจำเดือน")
    staff.saving("waiting")
    assert staff.page.locator("#saving a").count() == 1
    other.enter("staff")
    staff.page.evaluate("dispatchEvent(new Event('focus'))")
    staff.saving("saved")
    _expected(staff, "status of 40")
    staff.open(_page(rating))
    assert staff.page.input_value("#evidence") == "รายงานประจำเดือน"


ASKS = shipped()["ocsc-digital-2567"]
SINGLE, SEVERAL = (parse(ASKS).position(f"DLit.k{number}") for number in (1, 2))


def _ticked(walk: Walk) -> list[int]:
    found = walk.page.locator(f"#q{SEVERAL} input:checked").all()
    return sorted(int(each.get_attribute("value") or 0) for each in found)


@alone
def test_ticked_answers_of_a_question_are_kept_together(
    site: Site, walk: Walks
) -> None:
    rating = site.new_round("staff", ASKS, knowledge=True)
    staff = walk()
    staff.sign_in("staff")
    staff.open(_page(rating, "DLit"))
    staff.look()
    staff.answer(SINGLE, 2)
    staff.answer(SEVERAL, 1)
    staff.answer(SEVERAL, 4)
    staff.saving("saved")
    staff.open(_page(rating, "DLit"))
    assert staff.chosen(SINGLE) == 2
    assert _ticked(staff) == [1, 4]
    staff.answer(SEVERAL, 254)
    assert _ticked(staff) == [254]
    staff.answer(SEVERAL, 2)
    assert _ticked(staff) == [2]
    staff.answer(SEVERAL, 2)
    staff.saving("saved")
    staff.open(_page(rating, "DLit"))
    assert _ticked(staff) == []


@alone
def test_both_ways_of_ticking_in_two_tabs_are_shown(site: Site, walk: Walks) -> None:
    rating = site.new_round("staff", ASKS, knowledge=True)
    older = walk()
    older.sign_in("staff")
    older.open(_page(rating, "DLit"))
    newer = Walk(older.page.context.new_page(), older.site, "th")
    newer.open(_page(rating, "DLit"))
    newer.answer(SEVERAL, 1)
    newer.answer(SEVERAL, 2)
    newer.saving("saved")
    older.answer(SEVERAL, 8)
    differs = older.page.wait_for_selector(f"#q{SEVERAL} .differs[role=alert]")
    _expected(older, DIFFERS)
    assert differs is not None
    names = [each.name.th for each in parse(ASKS).answers["DLit.k2"]]
    assert all(names[place] in differs.inner_text() for place in (0, 1, 3))
    older.page.locator(f"#q{SEVERAL} .differs button").last.click()
    assert _ticked(older) == [1, 2]


@alone
def test_a_supervisor_answers_items_where_the_round_asks_for_them(
    site: Site, walk: Walks
) -> None:
    site.new_round("staff", raters=["supervisor"], by_items=True)
    with site.app.app_context():
        found = ratings.mine(site.person("supervisor"))
    rating = next(each for each in found if each.settings.by_items)
    head = walk()
    head.sign_in("supervisor")
    head.open(f"/staff/ratings/{rating.public_id}")
    assert head.page.locator("fieldset.question").count() == len(rating.asked)
    head.answer(0, 3)
    head.answer(6, 255)
    head.saving("saved")
    head.open(f"/staff/ratings/{rating.public_id}")
    assert (head.chosen(0), head.chosen(6)) == (3, 255)
