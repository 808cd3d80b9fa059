from collections.abc import Sequence
from itertools import chain

import pytest

from assessments.queries import answers, ratings, rounds
from competency.frameworks import shipped
from tests import factories
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = [
    pytest.mark.browser,
    # What a page looks like does not depend on the database.
    pytest.mark.parametrize("site", ["sqlite"], indirect=True),
]

DESK = {"width": 1280, "height": 900}
DETAILS = {
    "hr": (
        "table a[href^='/hr/rounds/']",
        "table a[href^='/hr/needs/']",
        "table a[href^='/hr/plans/']",
        "a[href^='/hr/people/']",
        "a[href^='/hr/frameworks/']",
        "a[href='/hr/rounds/new']",
        "a[href='/hr/roster']",
        "a[href='/hr/heads?all=1']",
        "a[href='/hr/targets']",
    ),
    "staff": (
        "a[href$='/result']",
        "a[href*='/staff/answers/']",
        "a[href*='/staff/plans/']",
    ),
    "supervisor": ("a[href='/staff/plans']",),
    "admin": ("a[href^='/admin/accounts/']",),
}
"""Links to one of each kind of page, by the role that reads it."""


def _addresses(walk: Walk, links: str) -> list[str]:
    found = walk.page.locator(f"main {links}, .top {links}").all()
    return [address for each in found if (address := each.get_attribute("href"))]


@pytest.mark.parametrize(
    "role",
    ["staff", "supervisor", "manager", "executive", "hr", "admin", "auditor"],
)
def test_every_page_keeps_its_promises_in_both_languages(
    walk: Walks, role: str
) -> None:
    for language, screen in (("th", {}), ("en", {"viewport": DESK})):
        reader = walk(language, **screen)
        reader.sign_in(role)
        menu = _addresses(reader, ".menu a, .tools a")
        assert menu
        for address in menu:
            reader.open(address)
            found = (_addresses(reader, links)[:1] for links in DETAILS.get(role, ()))
            for detail in chain.from_iterable(list(found)):
                reader.open(detail)


def test_a_target_of_one_person_is_set_on_a_phone_in_thai(walk: Walks) -> None:
    reader = walk("th")
    reader.sign_in("hr")
    reader.open("/hr/people")
    reader.press(reader.page.locator("table.people a").first)
    reader.press("main a[href$='/targets']")
    page = reader.page
    page.fill("input[name='level:DLit']", "9")
    with page.expect_navigation():
        page.click("form.personal button")
    assert all("status of 400" in fault for fault in reader.faults)
    reader.faults.clear()
    reader.look()
    assert "“9” ไม่ใช่เป้าหมาย" in page.inner_text("main")
    page.fill("input[name='level:DLit']", "4")
    page.fill("input[name='source:DLit']", "คำสั่ง 9/2570")
    reader.press("form.personal button")
    assert page.input_value("input[name='level:DLit']") == "4"
    reader.open("/hr/targets")
    assert "คำสั่ง 9/2570" in page.inner_text("main")


def test_a_guest_reads_both_languages(walk: Walks) -> None:
    for language in ("th", "en"):
        guest = walk(language)
        guest.page.goto(f"{guest.site.url}/account/first")
        guest.speak()
        guest.look()
        guest.open("/account/sign-in")


def test_an_address_that_leads_nowhere_says_so(walk: Walks) -> None:
    guest = walk()
    answer = guest.page.goto(f"{guest.site.url}/nowhere")
    assert answer is not None
    assert answer.status == 404
    assert all("status of 404" in fault for fault in guest.faults)
    guest.faults.clear()
    guest.look()


def test_a_supervisor_rates_one_after_another_on_a_phone_in_thai(
    site: Site, walk: Walks
) -> None:
    site.new_round("staff", raters=["supervisor"])
    head = walk("th")
    head.sign_in("supervisor")
    head.open("/manager/team")
    head.press("main a[href='/staff/ratings']")
    head.press("main a.btn-primary")
    first = head.page.url
    places = head.page.locator("fieldset.question").evaluate_all(
        "found => found.map(each => Number(each.id.slice(1)))"
    )
    head.answer(places[0], 3)
    head.saving("saved")
    head.page.reload()
    assert head.chosen(places[0]) == 3
    for place in places[1:]:
        head.answer(place, 254)
    head.saving("saved")
    head.press("button[value=submit]")
    assert head.page.url != first
    assert "ส่งผลประเมินของ" in head.page.inner_text("main")


BOTH: tuple[tuple[str, dict[str, object]], ...] = (
    ("th", {}),
    ("en", {"viewport": DESK}),
)


@pytest.fixture(scope="module")
def asked(site: Site) -> Sequence[str]:
    """Ratings that the staff and the supervisor owe: of items, and of levels."""
    text = shipped()["ocsc-digital-2567"]
    ways = {"by_items": True, "knowledge": True}, {"adaptive": True}
    texts = text, factories.THREE
    mine = [
        site.new_round("staff", own, raters=["supervisor"], **way)
        for own, way in zip(texts, ways, strict=True)
    ]
    with site.app.app_context():
        drafts = answers.mine(site.person("staff"))
        wanted = {each.round_id for each in drafts if each.public_id in mine}
        found = ratings.mine(site.person("supervisor"))
    owed = {each.round_id: each.public_id for each in found if each.round_id in wanted}
    return [f"/staff/answers/{name}" for name in mine] + [
        f"/staff/ratings/{name}" for name in owed.values()
    ]


@pytest.mark.parametrize(("language", "screen"), BOTH)
def test_pages_of_answering_keep_their_promises(
    walk: Walks, asked: Sequence[str], language: str, screen: dict[str, object]
) -> None:
    staff = walk(language, **screen)
    staff.sign_in("staff")
    first, second = asked[:2]
    for page in (f"{first}/DLit", f"{first}/submit", f"{second}/data.read"):
        staff.open(page)
    head = walk(language, **screen)
    head.sign_in("supervisor")
    for page in ("/staff/ratings", *asked[2:], "/staff/plans", "/manager/team"):
        head.open(page)
    head.open("/staff/plans")
    head.press(head.page.locator("main a[href*='/staff/plans/']").first)


@pytest.mark.parametrize(("language", "screen"), BOTH)
def test_pages_of_hr_on_answering_keep_their_promises(
    walk: Walks, site: Site, language: str, screen: dict[str, object]
) -> None:
    mine = site.new_round("staff", raters=["supervisor"])
    with site.app.app_context():
        draft = answers.draft(mine, site.person("staff"))
        assert draft is not None
        opened = rounds.round_(draft.round_id).public_id
    reader = walk(language, **screen)
    reader.sign_in("hr")
    for page in ("raters", "reminders"):
        reader.open(f"/hr/rounds/{opened}/{page}")
    reader.open("/hr/rounds")
    reader.press(reader.page.locator("table a", has_text="รอบที่ 1"))
    reader.press("main a[href$='/papers']")
