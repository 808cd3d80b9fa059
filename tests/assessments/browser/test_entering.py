"""Getting in: by a scanned slip, with an app on the phone, and after forgetting."""

import re
from collections.abc import Iterator, Sequence

import pytest

from assessments import clock
from assessments.demo.serving import HOST
from assessments.demo.signing import SignIn
from assessments.documents.slips import Slip, link
from assessments.operations import accounts
from assessments.operations.audit import SYSTEM
from assessments.queries import people
from competency import onetime
from tests import factories, post_office
from tests.assessments.browser import office
from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks
from tests.post_office import Office

pytestmark = pytest.mark.browser

NEW = "แมวของป้านอนบนหลังคา"
ADDRESS = "https://skills.city.example"


def _house() -> Sequence[SignIn]:
    """HR and an administrator, newcomers without address, and one who forgets."""
    agency = factories.unit(code="00", name="สำนักงานทดสอบ")
    found = [office.sign_in(role, agency) for role in ("hr", "admin", "staff")]
    for role in ("hr", "admin"):
        person = people.person_id(role)
        assert person is not None
        accounts.grant(person, role, None, actor=SYSTEM, now=clock.now())
    for number in ("new-th", "new-en", "waits"):
        factories.person(agency, number)
    mailed = factories.person(agency, "forgets", email="forgets@city.example")
    code = accounts.invite(mailed, actor=SYSTEM, now=clock.now())
    accounts.redeem("forgets", code, office.PASSWORD, now=clock.now())
    return found


@pytest.fixture(scope="module")
def post() -> Iterator[Office]:
    with post_office.opened() as found:
        yield found


@pytest.fixture(scope="module")
def site(post: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The house's site, as in use: it is no demo."""
    wishes = {
        "SAMATTHANA_DEMO": "0",
        "SAMATTHANA_MAIL_HOST": HOST,
        "SAMATTHANA_MAIL_PORT": str(post.port),
        "SAMATTHANA_MAIL_SECURITY": "none",
        "SAMATTHANA_MAIL_SENDER": "hr@city.example",
        "SAMATTHANA_ADDRESS": ADDRESS,
    }
    data = tmp_path_factory.mktemp("house")
    with sites.served(data, "", _house, wishes) as found:
        yield found


def _choose(walk: Walk) -> None:
    """Choose a new password and be in."""
    walk.page.fill("[name=password]", NEW)
    walk.page.fill("[name=again]", NEW)
    walk.press("main form [type=submit]")
    assert walk.page.locator("form[action$='sign-out']").count() == 1


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_scanned_slip_leads_to_a_password_of_ones_own(
    site: Site, walk: Walks, language: str
) -> None:
    number = f"new-{language}"
    with site.app.app_context():
        person = people.person_id(number)
        assert person is not None
        code = accounts.invite(person, actor=SYSTEM, now=clock.now())
    reader = walk(language)
    reader.page.goto(f"{site.url}/account/first")
    reader.speak()
    slip = Slip("ก", number, "ข", code)
    reader.open(link(f"{ADDRESS}/account/first", slip).removeprefix(ADDRESS))
    assert reader.page.input_value("[name=name]") == number
    assert reader.page.input_value("[name=code]") == code
    assert "#" not in reader.page.url
    reader.page.fill("[name=password]", "P@ssw0rd2569")
    reader.page.fill("[name=again]", "P@ssw0rd2569")
    reader.press("main form [type=submit]")
    reader.page.fill("[name=code]", code)
    _choose(reader)


def _code(typed: str, ahead: int = 0) -> str:
    step = onetime.step_of(clock.now().timestamp()) + ahead
    return onetime.code(onetime.secret_of(typed), step)


@pytest.mark.parametrize(("role", "language"), [("hr", "th"), ("admin", "en")])
def test_who_acts_for_others_sets_up_a_phone_and_signs_in_with_it(
    walk: Walks, role: str, language: str
) -> None:
    reader = walk(language)
    reader.enter(role)
    reader.speak()
    reader.look()
    assert reader.page.url.endswith("/account/second/set-up")
    typed = reader.page.inner_text(".key")
    reader.page.fill("[name=code]", _code(typed))
    reader.press("main form [type=submit]")
    assert reader.page.locator(".codes li").count() == 10
    recovery = reader.page.locator(".codes li").first.inner_text()
    reader.press("main a.btn-primary")
    reader.open("/account/password")
    reader.open("/admin/slips")
    assert reader.page.locator("main form [type=submit]").count() == 1
    for code in (_code(typed, ahead=1), recovery):
        reader.press(".tools form[action$='sign-out'] button")
        reader.enter(role)
        assert reader.page.url.endswith("/account/second")
        reader.look()
        reader.page.fill("[name=code]", code)
        reader.press("main form [type=submit]")
        assert reader.page.locator("form[action$='sign-out']").count() == 1
    reader.open("/account/second/take-away")


def test_everybody_may_switch_it_on_and_off(walk: Walks) -> None:
    reader = walk("th")
    reader.sign_in("staff")
    reader.open("/account/password")
    reader.press("main a[href$='/second/set-up']")
    typed = reader.page.inner_text(".key")
    reader.page.fill("[name=code]", _code(typed))
    reader.press("main form [type=submit]")
    reader.open("/account/password")
    reader.press("main a[href$='/second/take-away']")
    reader.page.fill("[name=password]", office.PASSWORD)
    reader.press("main form [type=submit]")
    reader.enter("staff")
    assert "/second" not in reader.page.url


def test_a_forgotten_password_is_replaced_by_a_mailed_code(
    site: Site, post: Office, walk: Walks
) -> None:
    reader = walk("th")
    reader.open("/account/sign-in")
    reader.press("main a[href$='/forgotten']")
    reader.page.fill("[name=name]", "forgets@city.example")
    reader.press("main form [type=submit]")
    assert "ระบบกำลังส่งรหัส" in reader.page.inner_text("main")
    for _turn in range(150):
        if post.letters:
            break
        reader.page.wait_for_timeout(200)
    letter = post.read().get_content()
    found = re.search(rf"{ADDRESS}(/account/reset#\S+)", letter)
    assert found is not None
    other = walk("en")
    other.page.goto(f"{site.url}/account/first")
    other.speak()
    other.open(found[1])
    _choose(other)


def test_a_guest_reads_the_page_for_forgotten_passwords_in_english(
    walk: Walks,
) -> None:
    guest = walk("en")
    guest.page.goto(f"{guest.site.url}/account/forgotten")
    guest.speak()
    guest.look()
