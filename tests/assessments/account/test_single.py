"""Signing in with the agency's account, at a real provider in another process."""

import re
import socket
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import func, select

from assessments import clock, single
from assessments.database import db
from assessments.demo.serving import HOST, free_port
from assessments.models import Account, AuditLine, Person
from assessments.operations import accounts
from assessments.operations.audit import SYSTEM
from competency import onetime
from tests import factories
from tests import provider as providers
from tests.conftest import NOW
from tests.provider import DISCOVERY, Provider
from tests.visitor import Visitor

pytestmark = pytest.mark.parametrize("whole_app", ["sqlite"], indirect=True)

MINE = "/account/password"
TRUSTED = "cannot be trusted"
OVER = "Begin again."
UNKNOWN = "does not belong to exactly one person"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with providers.opened() as found:
        yield found


@pytest.fixture
def provider(app: Flask, running: Provider) -> Iterator[Provider]:
    """The provider, at which the application signs people on."""
    with providers.named(app, running.url):
        yield running


@pytest.fixture
def person(app: Flask) -> int:
    """Somebody of the roster, without an account so far."""
    return factories.person(factories.unit("01"), "0001", email="Somsri@City.example")


def begin(visitor: Visitor, where: str = "") -> str:
    """The way to the provider."""
    return str(visitor.in_("en").get(f"/account/single{where}").location)


def come(visitor: Visitor, provider: Provider, who: str, where: str = "") -> str:
    """Where somebody arrives after signing in at the provider."""
    path = provider.back(begin(visitor, where), who)
    return str(visitor.get(path).location)


def told(visitor: Visitor, answer: str) -> str:
    """What the sign-in page says to whoever was sent back to it."""
    assert answer.startswith("/account/sign-in")
    return visitor.get(answer).text


def signed_in(visitor: Visitor) -> bool:
    return visitor.get(MINE).status_code == 200


def account_of(person: int) -> int | None:
    return db.session.scalar(select(Account.id).where(Account.person_id == person))


def lines() -> list[tuple[str, str, dict[str, object]]]:
    """What the log tells of coming in: action, outcome and detail."""
    wanted = select(AuditLine).order_by(AuditLine.id)
    return [(e.action, e.result, e.detail) for e in db.session.scalars(wanted)]


def test_without_a_provider_there_is_no_button_and_no_way(visitor: Visitor) -> None:
    assert "/account/single" not in visitor.get("/account/sign-in").text
    for path in ("/account/single", "/account/single/back?state=x&code=y"):
        assert visitor.get(path).location == "/account/sign-in"


def test_somebody_of_the_roster_comes_in_and_goes_on_to_the_page_wished_for(
    visitor: Visitor, provider: Provider, person: int
) -> None:
    page = visitor.get(f"/account/sign-in?next={MINE}").text
    assert f'href="/account/single?next={MINE}"' in page
    assert "เข้าสู่ระบบด้วยบัญชีของหน่วยงาน" in page
    assert come(visitor, provider, "somsri@CITY.example", f"?next={MINE}") == MINE
    page = visitor.get(MINE).text
    assert "You have no password here" in page
    assert 'name="again"' not in page
    assert lines() == [
        ("create", "done", {"kind": "single"}),
        ("sign-in", "done", {"kind": "single"}),
    ]
    visitor.post("/account/sign-out")
    assert not signed_in(visitor)


def test_an_account_that_is_there_already_is_the_one(
    app: Flask, visitor: Visitor, provider: Provider, person: int
) -> None:
    mine = factories.account(person, username="0001")
    assert come(visitor, provider, "somsri@city.example") == "/"
    assert account_of(person) == mine
    assert come(Visitor(app), provider, "somsri@city.example") == "/"
    assert db.session.scalar(select(func.count()).select_from(Account)) == 1


def test_an_administrator_without_a_person_comes_in_by_the_accounts_address(
    visitor: Visitor, provider: Provider
) -> None:
    root = factories.account(roles={"manager": None})
    db.session.get_one(Account, root).email = "root@city.example"
    db.session.commit()
    assert come(visitor, provider, "Root@city.example") == "/"
    assert signed_in(visitor)


@pytest.mark.parametrize("wish", ["https://elsewhere.example/", "//elsewhere.example"])
def test_the_way_back_never_leads_to_another_site(
    visitor: Visitor, provider: Provider, person: int, wish: str
) -> None:
    assert come(visitor, provider, "somsri@city.example", f"?next={wish}") == "/"


def test_the_way_there_holds_state_nonce_and_challenge_and_leads_back_to_the_address(
    visitor: Visitor, provider: Provider
) -> None:
    way = urlsplit(begin(visitor))
    asked = {name: value for name, (value,) in parse_qs(way.query).items()}
    assert f"{way.scheme}://{way.netloc}" == provider.url
    assert asked["redirect_uri"] == f"{providers.SITE}/account/single/back"
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["ui_locales"] == "en"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20


def test_begun_again_and_again_the_cookie_does_not_grow(
    visitor: Visitor, provider: Provider
) -> None:
    for _turn in range(3):
        begin(visitor)
    with visitor.client.session_transaction() as session:
        assert len([name for name in session if name.startswith("_state_")]) == 1


def _leaves(person: int) -> None:
    db.session.get_one(Person, person).left_at = NOW
    db.session.commit()


def _is_shut(person: int) -> None:
    row = db.session.get_one(Account, factories.account(person))
    row.active = False
    db.session.commit()


def _is_two(person: int) -> None:
    unit = db.session.get_one(Person, person).unit_id
    factories.person(unit, "0002", email="somsri@city.example")


def _is_other(person: int) -> None:
    db.session.get_one(Person, person).email = "other@city.example"
    db.session.commit()


@pytest.mark.parametrize("change", [_leaves, _is_shut, _is_two, _is_other])
def test_who_is_not_one_person_of_today_is_told_the_same_and_stays_out(
    visitor: Visitor, provider: Provider, person: int, change: Callable[[int], None]
) -> None:
    change(person)
    page = told(visitor, come(visitor, provider, "somsri@city.example"))
    assert UNKNOWN in page
    assert "human resources" in page
    assert "somsri" not in page
    assert not signed_in(visitor)
    assert lines()[-1] == ("sign-in", "failed", {"kind": "single"})


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "somsri@city.example", "email_verified": False}, UNKNOWN),
        ({"preferred_username": "0001"}, UNKNOWN),
        ({"email": "somsri@city.example", "nonce": "another"}, TRUSTED),
        ({"email": "somsri@city.example", "aud": "another"}, TRUSTED),
        ({"email": "somsri@city.example", "aud": [providers.CLIENT, "x"]}, TRUSTED),
        ({"email": "somsri@city.example", "azp": "another"}, TRUSTED),
        ({"email": "somsri@city.example", "iss": "https://x.example"}, TRUSTED),
        ({"email": "somsri@city.example", "exp": 1_000_000_000}, TRUSTED),
        ({"email": "somsri@city.example", "exp": "soon"}, TRUSTED),
        ({"email": "somsri@city.example", "at_hash": "x"}, TRUSTED),
    ],
)
def test_a_token_that_is_not_right_lets_nobody_in(
    visitor: Visitor,
    provider: Provider,
    person: int,
    claims: dict[str, object],
    words: str,
) -> None:
    provider.knows("odd", **claims)
    assert words in told(visitor, come(visitor, provider, "odd", f"?next={MINE}"))
    assert not signed_in(visitor)


def test_another_claim_may_hold_the_staff_number(
    app: Flask, visitor: Visitor, running: Provider, person: int
) -> None:
    running.knows("number", employee="0001", email="x@elsewhere.example")
    with providers.named(app, running.url, oidc_claim="employee"):
        assert come(visitor, running, "number") == "/"
    assert account_of(person) is not None


def test_a_way_back_works_once_in_the_browser_that_began(
    app: Flask, visitor: Visitor, provider: Provider, person: int
) -> None:
    path = provider.back(begin(visitor), "somsri@city.example")
    thief = Visitor(app).in_("en")
    assert OVER in told(thief, str(thief.get(path).location))
    assert visitor.get(path).location == "/"
    assert OVER in told(visitor, str(visitor.get(path).location))
    assert signed_in(visitor)
    assert not signed_in(thief)


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=y", "?error=x"])
def test_a_way_back_that_nobody_began_is_told_to_begin_again(
    visitor: Visitor, provider: Provider, query: str
) -> None:
    visitor.in_("en")
    answer = visitor.get(f"/account/single/back{query}")
    assert OVER in told(visitor, str(answer.location))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda path: path.replace("state=", "state=x"), OVER),
        (lambda path: path.replace("code=", "code=x"), "did not let you in"),
        (lambda path: path.replace("code=", "cod="), TRUSTED),
    ],
)
def test_a_way_back_that_was_changed_lets_nobody_in(
    visitor: Visitor,
    provider: Provider,
    person: int,
    change: Callable[[str], str],
    words: str,
) -> None:
    path = provider.back(begin(visitor), "somsri@city.example")
    answer = visitor.get(change(path))
    assert words in told(visitor, str(answer.location))
    assert not signed_in(visitor)


def test_a_way_back_after_ten_minutes_is_over(
    visitor: Visitor, provider: Provider, person: int
) -> None:
    path = provider.back(begin(visitor), "somsri@city.example")
    with visitor.client.session_transaction() as session:
        session["single"]["at"] -= single.PATIENCE.total_seconds() + 1
        session.modified = True
    assert OVER in told(visitor, str(visitor.get(path).location))


def test_who_says_no_at_the_provider_is_told_so_and_may_begin_again(
    visitor: Visitor, provider: Provider, person: int
) -> None:
    way = begin(visitor, f"?next={MINE}")
    state = parse_qs(urlsplit(way).query)["state"][0]
    answer = visitor.get(f"/account/single/back?error=access_denied&state={state}")
    page = told(visitor, str(answer.location))
    assert "did not let you in" in page
    assert f'href="/account/single?next={MINE}"' in page


def test_a_provider_that_is_down_is_told_before_and_after(
    app: Flask, visitor: Visitor, running: Provider, person: int
) -> None:
    nowhere = f"http://{HOST}:{free_port(39_000)}"
    with providers.named(app, nowhere):
        assert "does not answer now" in told(visitor, begin(visitor))
    by_hand = _places(running) | {"oidc_token": f"{nowhere}/token"}
    with providers.named(app, running.url, **by_hand):
        path = running.back(begin(visitor), "somsri@city.example")
        assert "does not answer" in told(visitor, str(visitor.get(path).location))


def test_a_provider_that_says_nothing_is_not_waited_for(
    app: Flask, visitor: Visitor
) -> None:
    with socket.create_server((HOST, 0)) as silent:
        where = f"http://{HOST}:{silent.getsockname()[1]}"
        with providers.named(app, where):
            single.set_up(app, timeout=0.1)
            assert "does not answer now" in told(visitor, begin(visitor))


def _places(provider: Provider) -> dict[str, str]:
    known = requests.get(provider.url + DISCOVERY, timeout=5).json()
    return {
        "oidc_authorize": known["authorization_endpoint"],
        "oidc_token": known["token_endpoint"],
        "oidc_keys": known["jwks_uri"],
    }


def test_addresses_may_be_set_where_a_provider_does_not_tell_them(
    app: Flask, visitor: Visitor, running: Provider, person: int
) -> None:
    with providers.named(app, running.url, **_places(running)):
        assert come(visitor, running, "somsri@city.example") == "/"
    assert signed_in(visitor)


def test_a_token_signed_by_somebody_else_lets_nobody_in_and_keys_are_read_anew(
    app: Flask, visitor: Visitor, running: Provider, person: int
) -> None:
    right = requests.get(f"{running.url}/jwks", timeout=5).json()
    (key,) = right["keys"]
    wrong = {"keys": [key | {"n": key["n"][:-6] + "AAAAAA"}]}
    with providers.impostor({"/keys": wrong}) as other:
        by_hand = _places(running) | {"oidc_keys": f"{other.url}/keys"}
        with providers.named(app, running.url, **by_hand):
            answer = come(visitor, running, "somsri@city.example")
            assert TRUSTED in told(visitor, answer)
            other.says["/keys"] = right
            assert come(visitor, running, "somsri@city.example") == "/"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "<html>",
        [],
        {},
        {"access_token": "x", "token_type": "Bearer"},
        {"access_token": "x", "token_type": "Bearer", "id_token": "x"},
        {"access_token": "x", "token_type": "Bearer", "id_token": 7},
        {"access_token": "x", "id_token": "eyJhbGciOiJub25lIn0.e30."},
        {"error": "invalid_client"},
    ],
)
def test_an_answer_that_is_none_lets_nobody_in_and_breaks_nothing(
    app: Flask, visitor: Visitor, running: Provider, person: int, said: object
) -> None:
    with providers.impostor({"/token": said}) as other:
        by_hand = _places(running) | {"oidc_token": f"{other.url}/token"}
        with providers.named(app, running.url, **by_hand):
            way = begin(visitor)
            path = running.back(way, "somsri@city.example")
            answer = visitor.get(path)
            sent = other.got[0]
    assert answer.status_code == 302
    assert "The agency" in told(visitor, str(answer.location))
    assert not signed_in(visitor)
    challenge = parse_qs(urlsplit(way).query)["code_challenge"][0]
    digest = sha256(sent["code_verifier"][0].encode()).digest()
    assert urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


@pytest.mark.parametrize("status", [500, 503])
def test_a_token_service_that_is_broken_is_told_so(
    app: Flask, visitor: Visitor, running: Provider, person: int, status: int
) -> None:
    with providers.impostor({"/token": "oops"}) as other:
        other.status = status
        by_hand = _places(running) | {"oidc_token": f"{other.url}/token"}
        with providers.named(app, running.url, **by_hand):
            answer = come(visitor, running, "somsri@city.example")
    assert "does not answer now" in told(visitor, answer)


@pytest.mark.parametrize(
    "said",
    [
        "<html>",
        [],
        {},
        {"authorization_endpoint": "http://login.city.example/auth"},
        {
            "issuer": "https://another.example",
            "authorization_endpoint": "https://login.city.example/auth",
            "token_endpoint": "https://login.city.example/token",
            "jwks_uri": "https://login.city.example/keys",
        },
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_followed(
    app: Flask, visitor: Visitor, said: object
) -> None:
    with (
        providers.impostor({DISCOVERY: said}) as other,
        providers.named(app, other.url),
    ):
        assert TRUSTED in told(visitor, begin(visitor))


@pytest.mark.parametrize(("sub", "arrives"), [("quiet", True), ("another", False)])
def test_a_claim_that_the_token_lacks_is_asked_for_where_the_provider_keeps_it(
    app: Flask,
    visitor: Visitor,
    running: Provider,
    person: int,
    sub: str,
    *,
    arrives: bool,
) -> None:
    known = requests.get(running.url + DISCOVERY, timeout=5).json()
    with providers.impostor({}) as other:
        running.knows("quiet", iss=other.url)
        mine = {"issuer": other.url, "userinfo_endpoint": f"{other.url}/me"}
        other.says[DISCOVERY] = known | mine
        other.says["/me"] = {"sub": sub, "email": "somsri@city.example"}
        with providers.named(app, other.url):
            answer = come(visitor, running, "quiet")
    assert (answer == "/") is arrives
    assert signed_in(visitor) is arrives


def _may(person: int, role: str) -> None:
    accounts.grant(person, role, None, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("role", ["hr", "admin", "auditor"])
def test_who_acts_for_others_still_meets_the_second_factor(
    visitor: Visitor, provider: Provider, person: int, role: str
) -> None:
    _may(person, role)
    provider.knows("strong", email="somsri@city.example", amr=["pwd", "otp"])
    answer = come(visitor, provider, "strong", f"?next={MINE}")
    assert answer == f"/account/second/set-up?next={MINE}"
    assert not signed_in(visitor)
    (typed,) = re.findall(r'class="key">([^<]+)<', visitor.get(answer).text)
    step = onetime.step_of(clock.now().timestamp())
    visitor.post(answer, code=onetime.code(onetime.secret_of(typed), step))
    assert "ask an administrator" in visitor.get(MINE).text
    assert lines()[-1] == ("sign-in", "done", {"kind": "single"})


@pytest.mark.parametrize(
    ("ways", "arrives"), [(["pwd", "otp"], "/"), (["pwd"], "/account/second/set-up")]
)
def test_a_second_factor_of_the_provider_counts_where_it_is_trusted_and_shown(
    app: Flask,
    visitor: Visitor,
    running: Provider,
    person: int,
    ways: list[str],
    arrives: str,
) -> None:
    _may(person, "hr")
    running.knows("shown", email="somsri@city.example", amr=ways)
    with providers.named(app, running.url, oidc_trust_second=True):
        assert come(visitor, running, "shown") == arrives


def test_the_button_says_what_the_agency_calls_its_account(
    app: Flask, visitor: Visitor
) -> None:
    said = {"oidc_label_th": "บัญชีเมืองพัทยา", "oidc_label_en": "<City> account"}
    with providers.named(app, "http://localhost", **said):
        assert "บัญชีเมืองพัทยา</a>" in visitor.get("/account/sign-in").text
        page = visitor.in_("en").get("/account/sign-in").text
    assert "&lt;City&gt; account</a>" in page
