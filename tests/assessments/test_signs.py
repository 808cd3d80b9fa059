"""Signs that no database keeps are refused at every door."""

import pytest
from flask import Flask

from assessments.signs import is_text
from tests import factories
from tests.visitor import Visitor


@pytest.mark.parametrize("text", ["", "น้ำ ก็", "😀", "a\tb\r\nc", "\ufffe"])
def test_what_people_write_is_text(text: str) -> None:
    assert is_text(text)


def test_a_zero_and_half_a_pair_are_none() -> None:
    halves = map(chr, (0, 0xD800, 0xDFFF))
    assert not any(is_text(f"a{half}") for half in halves)


def test_no_address_field_or_name_takes_a_zero(app: Flask, visitor: Visitor) -> None:
    unit = factories.unit()
    visitor.as_(factories.account(factories.person(unit), {"hr": None, "admin": None}))
    for path in ("/hr/people?text=a%00b", "/hr/people/a%00b", "/hr/people?a%00b=1"):
        assert visitor.get(path).status_code == 400
    fields = {"name": "a\0b", "password": "a password"}
    assert visitor.post("/account/sign-in", **fields).status_code == 400


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_nor_does_what_a_script_saves(app: Flask, visitor: Visitor, text: str) -> None:
    person = factories.person(factories.unit())
    name = factories.response(factories.round_(), person)
    visitor.as_(factories.account(person))
    path = f"/staff/answers/{name}/evidence/data.read"
    assert visitor.post_json(path, {"text": text}).status_code == 400
    assert visitor.post_json(path, {"text": "น้ำ 😀 \\u0000"}).status_code == 200
