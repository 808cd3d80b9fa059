"""Notices are complete, in both languages, and never change once they were shown."""

import re
from hashlib import sha256
from importlib.resources import files

import pytest

from competency.frameworks.values import Text
from competency.notices import Notice, current, said, shipped

KEPT = {"1": "4625a77bf263725f90263fb72739aa15fed826844107ea1e693015ece2368fea"}
"""The digest of each version that people were shown; a change needs a new version."""

FACTS = {"agency", "contact", "answers", "results", "leavers"}


def texts(notice: Notice) -> list[Text]:
    """Every text of a notice."""
    purposes = [t for p in notice.purposes for t in (p.name, p.data, p.basis, p.kept)]
    sections = [t for s in notice.sections for t in (s.title, *s.texts)]
    return [notice.title, notice.lead, *purposes, *sections]


def test_a_version_that_was_shown_stays_as_it_was() -> None:
    folder = files("competency") / "catalogue" / "notices"
    found = {
        each.name.removesuffix(".yaml"): sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
    }
    assert found == KEPT


def test_the_current_notice_is_the_newest_version() -> None:
    assert current().version == max(KEPT, key=int) == shipped()[-1].version


def test_only_known_facts_stand_in_braces() -> None:
    named = {
        name
        for text in texts(current())
        for words in (text.th, text.en)
        for name in re.findall(r"{(\w*)}", words)
    }
    assert named == FACTS


def test_thai_texts_are_thai() -> None:
    assert all(re.search("[ก-๛]", text.th) for text in texts(current()))


@pytest.mark.parametrize("purpose", current().purposes, ids=lambda p: p.id)
def test_a_purpose_names_its_section_of_the_act_and_never_consent(
    purpose: object,
) -> None:
    words = str(purpose)
    assert "มาตรา 24" in words
    assert "ยินยอม" not in words


def test_facts_are_put_in_as_they_are() -> None:
    text = Text(th="{agency} เก็บ {answers}", en="{agency}: {answers}")
    facts = {"agency": "เมือง{answers}", "answers": "3 ปี"}
    assert said(text, "th", facts) == "เมือง{answers} เก็บ 3 ปี"
    assert said(text, "en", facts) == "เมือง{answers}: 3 ปี"
