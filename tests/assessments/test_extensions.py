"""No sentence of a library reaches a reader in a language that is not theirs."""

import re
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale
from flask_wtf import FlaskForm

from assessments.extensions import Form, Sayings
from tests import factories
from tests.visitor import Visitor

_THAI = re.compile(r"[\u0e01-\u0e5b]")
_VALUES = {"min": 1, "max": 9, "value": "x", "values": "x", "other_name": "x"}


def _texts_of_wtforms() -> list[str]:
    """The texts that the form library may say, but those of programmers' mistakes."""
    with (files("wtforms") / "locale" / "wtforms.pot").open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    texts = [text if isinstance(text, str) else text[0] for text in ids]
    return [text for text in texts if "%s" not in text]


@pytest.mark.parametrize("text", _texts_of_wtforms())
def test_the_form_library_speaks_thai(app: Flask, text: str) -> None:
    with app.test_request_context(), force_locale("th"):
        said = Sayings().ngettext(text, "", 1) % _VALUES
    assert _THAI.search(said)


def _forms(of: type[FlaskForm]) -> set[type[FlaskForm]]:
    found = set(of.__subclasses__())
    return found.union(*(_forms(form) for form in found))


def test_every_form_says_it_in_our_words(app: Flask) -> None:
    ours = {f for f in _forms(FlaskForm) if f.__module__.startswith("assessments.")}
    assert ours - {Form} <= _forms(Form)


def test_a_wrong_form_is_refused_in_thai(visitor: Visitor) -> None:
    hr = visitor.as_(factories.account(roles={"hr": None})).in_("th")
    answer = hr.post("/hr/rounds/new", name="", framework="nothing@1", units="x")
    assert "โปรดกรอกช่องนี้" in answer.text
    assert "โปรดเลือกจากรายการ" in answer.text
    assert not re.search(r"valid|required|field", _said(answer.text))


def _said(page: str) -> str:
    """The sentences of a page that say what is wrong."""
    return " ".join(re.findall(r'<p class="text-danger">(.*?)</p>', page))
