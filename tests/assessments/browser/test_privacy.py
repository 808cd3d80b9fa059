"""Somebody reads the notice and answers, takes their data away, and asks for more."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest
from sqlalchemy import delete

from assessments import clock
from assessments.database import db
from assessments.demo.signing import SignIn
from assessments.models import NoticeSeen
from assessments.operations import accounts, transaction
from assessments.operations.audit import SYSTEM
from assessments.queries import people
from tests import factories
from tests.assessments.browser import office
from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = pytest.mark.browser

WORDS = "ขอแก้นามสกุลตามทะเบียนราษฎร"
REASON = "แก้ในบัญชีรายชื่อแล้ว"


def _people() -> Sequence[SignIn]:
    """Two who answer, HR, an administrator and somebody who has left."""
    agency = factories.unit(code="00", name="สำนักงานทดสอบ")
    found = [office.sign_in(role, agency) for role in ("thai", "english", "hr", "boss")]
    for role, grant in (("hr", "hr"), ("boss", "admin")):
        person = people.person_id(role)
        assert person is not None
        accounts.grant(person, grant, None, actor=SYSTEM, now=clock.now())
    factories.person(agency, "gone", given_name="ลาออก", left_at=clock.now())
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site where nobody has read the notice yet."""
    with ExitStack() as stack:
        data = tmp_path_factory.mktemp("privacy")
        found = stack.enter_context(sites.served(data, "", _people))
        with found.app.app_context(), transaction():
            db.session.execute(delete(NoticeSeen))
        yield found


def _download(walk: Walk, form: str) -> bytes:
    with walk.page.expect_download() as found:
        walk.page.click(f"button[name=form][value={form}]")
    return found.value.path().read_bytes()


@pytest.mark.parametrize(("role", "language"), [("thai", "th"), ("english", "en")])
def test_from_the_notice_to_an_answered_request(
    site: Site, walk: Walks, role: str, language: str
) -> None:
    name = site.new_round(role)
    mine = walk(language)
    mine.sign_in(role)
    mine.open(f"/staff/answers/{name}/data.read")
    assert "/account/notice" in mine.page.url
    mine.press("main form button")
    assert mine.page.url.endswith("/data.read")
    mine.answer(0, 2)
    mine.saving("saved")
    mine.open("/account/data")
    found = json.loads(_download(mine, "json"))
    assert found["answers"][0]["answer"] not in {"", "unanswered"}
    assert [each["notice"] for each in found["notices"]] == ["1"]
    assert _download(mine, "xlsx").startswith(b"PK")
    mine.press("main a[href='/account/requests']")
    mine.page.fill("[name=words]", WORDS)
    mine.press("main form [type=submit]")
    assert WORDS in mine.page.inner_text("main")
    _answered(walk(language))
    mine.open("/account/requests")
    assert REASON in mine.page.inner_text("main")


def _answered(hr: Walk) -> None:
    """HR goes from the menu to the request and answers it."""
    hr.sign_in("hr")
    hr.press(".menu a[href='/admin/privacy']")
    hr.press("main a[href='/hr/requests']")
    hr.press("main section a")
    hr.page.check("[name=decision][value=granted]")
    hr.page.fill("[name=reason]", REASON)
    hr.press("main form [type=submit]")
    assert REASON in hr.page.inner_text("main")
    hr.press(hr.page.locator("main table a").first)
    assert REASON in hr.page.inner_text("main")


@pytest.mark.parametrize("language", ["th", "en"])
def test_an_administrator_sees_first_what_erasing_takes_away(
    walk: Walks, language: str
) -> None:
    boss = walk(language)
    boss.sign_in("boss")
    boss.press(".menu a[href='/admin/privacy']")
    boss.press(boss.page.locator("main table.people a").first)
    boss.page.fill("[name=number]", "somebody else")
    boss.press("main form [type=submit]")
    assert boss.page.locator(".alert-danger").count() == 1
    if language == "en":
        boss.page.fill("[name=number]", "gone")
        boss.press("main form [type=submit]")
        assert "ลาออก" not in boss.page.inner_text("main")
