from importlib.metadata import version

from flask import Flask, url_for

from assessments.headers import HEADERS
from tests.visitor import Visitor


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
