from importlib.metadata import version
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from assessments import create_app
from assessments.config import Settings
from assessments.headers import HEADERS
from tests.visitor import Visitor

SITE = "skills.city.example"
YEAR = 365 * 24 * 3600
SECURE = {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.fixture
def encrypted(tmp_path: Path) -> FlaskClient:
    """A guest of a site to which people come by https."""
    made = create_app(Settings(data=tmp_path, address=f"https://{SITE}", testing=True))
    return made.test_client()


def test_every_answer_carries_the_security_headers_once(visitor: Visitor) -> None:
    for path in ("/account/sign-in", "/no/such/page"):
        headers = visitor.get(path).headers
        assert {name: headers.getlist(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }


def test_a_file_that_may_be_kept_says_so_itself(app: Flask) -> None:
    with app.test_client().get("/static/css/base.css") as answer:
        headers = answer.headers
    (said,) = headers.getlist("Cache-Control")
    assert "max-age" in said
    assert headers["X-Frame-Options"] == "DENY"


def test_static_files_have_another_address_in_each_version(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css")
    assert address == f"/static/css/base.css?v={version('samatthana')}"


def test_by_https_browsers_are_told_to_stay_there(
    encrypted: FlaskClient, visitor: Visitor
) -> None:
    for path in ("/account/sign-in", "/no/such/page", "/static/css/base.css"):
        with encrypted.get(path, headers={"Host": SITE}) as answer:
            said = answer.headers["Strict-Transport-Security"]
        assert int(said.split(";")[0].removeprefix("max-age=")) >= YEAR
    plain = visitor.get("/account/sign-in")
    assert "Strict-Transport-Security" not in plain.headers


def test_by_https_the_cookie_is_bound_to_this_host(encrypted: FlaskClient) -> None:
    answer = encrypted.get("/account/sign-in", headers={"Host": SITE})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    pair, *attributes = cookie.split("; ")
    assert pair.startswith("__Host-")
    assert set(attributes) == SECURE


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/account/sign-in", "/static/css/base.css"])
def test_a_strange_name_of_the_site_is_refused_in_plain_words(
    encrypted: FlaskClient, method: str, path: str
) -> None:
    for name in ("evil.example", f"{SITE}.evil.example", f"evil-{SITE}"):
        answer = encrypted.open(path, method=method, headers={"Host": name})
        assert answer.status_code == 400
        assert "SAMATTHANA_HOSTS" in answer.text
        assert answer.headers["Content-Security-Policy"]


def test_the_site_answers_by_its_own_name_and_to_its_own_machine(
    encrypted: FlaskClient,
) -> None:
    for name in (SITE, f"{SITE}:443", "127.0.0.1:8000"):
        assert (
            encrypted.get("/account/sign-in", headers={"Host": name}).status_code == 200
        )
