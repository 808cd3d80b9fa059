"""The number of a request is plain, whoever sends it."""

from pathlib import Path

import pytest
from flask import Flask, request

from assessments import create_app, requests
from assessments.config import Settings
from tests.visitor import Visitor


def test_a_plain_number_of_the_server_in_front_is_taken_over() -> None:
    assert requests.number("0af3-7.b_9") == "0af3-7.b_9"


@pytest.mark.parametrize(
    "given",
    [None, "", "a\n", "a\r\nX: y", "a b", "ก", "<b>", "a" * 65, "x\u2028y", "%0d%0a"],
)
def test_anything_else_gets_a_number_of_its_own(given: str | None) -> None:
    made = requests.number(given)
    assert made != given
    assert made.isalnum()
    assert len(made) == 32


def test_a_refused_request_is_told_its_number(app: Flask, visitor: Visitor) -> None:
    answer = visitor.get("/nowhere", headers={"X-Request-Id": "0af3"})
    assert answer.headers["X-Request-Id"] == "0af3"
    assert "X-Request-Id" not in visitor.get("/health").headers


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "127.0.0.1"), (1, "10.0.0.7"), (2, "203.0.113.9")]
)
def test_as_many_proxies_are_believed_as_there_are(
    tmp_path: Path, proxies: int, seen: str
) -> None:
    made = create_app(Settings(data=tmp_path, proxies=proxies, testing=True))
    told = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9, 10.0.0.7"}
    with made.test_client() as client:
        client.get("/account/sign-in", headers=told)
        assert request.remote_addr == seen
