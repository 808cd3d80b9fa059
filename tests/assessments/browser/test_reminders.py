"""A supervisor and HR press the button, and mails arrive at a real mail server."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest

from assessments import clock
from assessments.demo.serving import HOST
from assessments.demo.signing import SignIn
from assessments.operations import accounts
from assessments.operations.audit import SYSTEM
from assessments.queries import people
from tests import factories, post_office
from tests.assessments.browser import office
from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks
from tests.post_office import Office

pytestmark = pytest.mark.browser

NAMES = ("กนก", "ขวัญ")


def _team() -> Sequence[SignIn]:
    """A head with two people who have addresses and one without, and HR."""
    agency = factories.unit(code="00", name="สำนักงานทดสอบ")
    found = [office.sign_in(role, agency) for role in ("head", "hr")]
    head, hr = (people.person_id(role) for role in ("head", "hr"))
    assert hr is not None
    accounts.grant(hr, "hr", None, actor=SYSTEM, now=clock.now())
    for name in NAMES:
        email = f"{NAMES.index(name)}@city.example"
        factories.person(agency, supervisor=head, given_name=name, email=email)
    factories.person(agency, supervisor=head, given_name="คำแก้ว")
    return found


@pytest.fixture(scope="module")
def post() -> Iterator[Office]:
    with post_office.opened() as found:
        yield found


@pytest.fixture(scope="module")
def site(post: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The team's site, which sends by the mail server of the test."""
    wishes = {
        "SAMATTHANA_MAIL_HOST": HOST,
        "SAMATTHANA_MAIL_PORT": str(post.port),
        "SAMATTHANA_MAIL_SECURITY": "none",
        "SAMATTHANA_MAIL_SENDER": "hr@city.example",
        "SAMATTHANA_ADDRESS": "https://skills.city.example",
    }
    with ExitStack() as stack:
        data = tmp_path_factory.mktemp("team")
        found = stack.enter_context(sites.served(data, "", _team, wishes))
        found.new_round("head")
        yield found


def _press(walk: Walk) -> None:
    walk.press('form[action$="/remind"] button')
    walk.job()


def test_a_supervisor_reminds_the_team_and_sees_what_came_of_it(
    site: Site, post: Office, walk: Walks
) -> None:
    head = walk()
    head.sign_in("head")
    head.open("/manager/team")
    assert "ส่งอีเมลเตือน 2 คน" in head.page.inner_text("main")
    _press(head)
    assert head.page.url.endswith("/manager/team")
    text = head.page.inner_text("main")
    assert "การเตือนครั้งล่าสุด ส่งอีเมลสำเร็จ 2 ฉบับ" in text
    assert "ส่งอีเมลถึงทุกคนที่มีที่อยู่อีเมลแล้ว" in text
    assert head.page.locator('form[action$="/remind"]').count() == 0
    unreached = head.page.locator(".people tbody tr").all_inner_texts()
    assert len(unreached) == 1
    assert "คำแก้ว" in unreached[0]
    assert "ไม่มีที่อยู่อีเมล" in unreached[0]
    assert sorted(post.to) == ["0@city.example", "1@city.example"]
    for place, to in enumerate(post.to):
        letter = post.read(place).get_content()
        assert NAMES[int(to[0])] in letter
        assert NAMES[1 - int(to[0])] not in letter

    hr = walk()
    hr.sign_in("hr")
    hr.open("/hr/rounds")
    hr.press("main td a, main th a")
    text = hr.page.inner_text("main")
    assert "ยังส่งไม่ครบ 5 คน มีที่อยู่อีเมลในบัญชีรายชื่อ 2 คน ไม่มี 3 คน" in text
    hr.press('main a[href$="/reminders"]')
    assert hr.page.locator(".people tbody tr").count() == 3
    assert len(post.to) == 2
