"""Signing in with the agency's account, on a phone, at a real provider."""

import os
from collections.abc import Iterator, Sequence

import pytest

from assessments.demo import serving
from assessments.demo.signing import SignIn
from tests import factories
from tests import provider as providers
from tests.assessments.browser import office
from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walks
from tests.provider import Provider

pytestmark = pytest.mark.browser

ADDRESS = "somsri@city.example"


def _house() -> Sequence[SignIn]:
    """Somebody with a password, and somebody without, who has an address."""
    agency = factories.unit(code="00", name="สำนักงานทดสอบ")
    factories.person(agency, "0001", email="Somsri@city.example")
    return [office.sign_in("staff", agency)]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providers.opened() as found:
        yield found


@pytest.fixture(scope="module")
def site(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The house's site, as in use, with its agency's provider."""
    port = serving.free_port(sites.FIRST_PORT + os.getpid() % 300 * 10)
    named = providers.settings(provider.url, f"http://{serving.HOST}:{port}")
    wishes = {f"SAMATTHANA_{name.upper()}": value for name, value in named.items()}
    data = tmp_path_factory.mktemp("signing-on")
    with sites.served(
        data, "", _house, wishes | {"SAMATTHANA_DEMO": "0"}, port=port
    ) as found:
        yield found


def test_the_agencys_account_opens_the_site_on_a_phone_in_thai(
    provider: Provider, walk: Walks
) -> None:
    reader = walk("th")
    reader.page.route("https://**", lambda route: route.abort())
    reader.open("/account/sign-in?next=/account/password")
    button = reader.page.get_by_role("link", name="เข้าสู่ระบบด้วยบัญชีของหน่วยงาน")
    reader.follow(button)
    assert reader.page.url.startswith(f"{provider.url}/oauth2/authorize?")
    reader.page.fill("[name=sub]", ADDRESS)
    reader.follow(reader.page.get_by_role("button", name="Authorize"))
    # The provider's pages ask whom they like; from here on it is ours again.
    reader.faults.clear()
    assert reader.page.url == f"{reader.site.url}/account/password"
    reader.look()
    assert "0001" in reader.page.inner_text("main")
    reader.press(".tools form[action$='sign-out'] button")
    assert button.count() == 1
    reader.open("/account/password")
    assert "/account/sign-in" in reader.page.url


def test_a_way_back_that_nobody_began_is_told_in_words(walk: Walks) -> None:
    reader = walk("en")
    reader.page.goto(f"{reader.site.url}/account/sign-in")
    reader.speak()
    reader.open("/account/single/back?state=x&code=y")
    assert reader.page.url == f"{reader.site.url}/account/sign-in"
    assert "Begin again." in reader.page.inner_text("main")
