"""Framework versions as pages: all that each says, and adding one more."""

import re
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from assessments.database import db
from assessments.models import AuditLine
from assessments.queries import frameworks
from assessments.workbooks.framework import write
from competency.frameworks import digest, parse, read, shipped
from tests import factories
from tests.factories import THREE
from tests.visitor import Visitor

GENERAL = "ocsc-general-2552"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


def send(visitor: Visitor, data: bytes) -> TestResponse:
    """The answer to a file."""
    return visitor.post("/hr/frameworks", file=(BytesIO(data), "framework.yaml"))


def page(visitor: Visitor, text: str) -> str:
    """The page of a framework that was sent as a file."""
    answer = send(visitor, text.encode())
    assert answer.status_code == 302, answer.text
    return visitor.get(answer.location).text


def cells(page_: str) -> dict[str, list[str]]:
    """The rows of the table of targets, as words."""
    (table,) = re.findall(r'<table class="[^"]*targets">.*?</table>', page_, re.DOTALL)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
    return {
        name: [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        ]
        for name, row in rows
    }


def test_before_anything_is_kept_the_shipped_ones_are_offered(hr: Visitor) -> None:
    text = hr.get("/hr/frameworks").text
    assert "No framework is kept yet." in text
    for name in shipped():
        assert f'action="/hr/frameworks/shipped/{name}"' in text


def test_a_shipped_framework_is_added_once_and_then_listed(hr: Visitor) -> None:
    address = f"/hr/frameworks/shipped/{GENERAL}"
    first, again = hr.post(address), hr.post(address)
    assert first.location == again.location
    (found,) = frameworks.versions()
    assert first.location == f"/hr/frameworks/{found.public_id}"
    text = hr.get("/hr/frameworks").text
    assert f'action="{address}"' not in text
    assert f'href="{first.location}"' in text
    lines = select(AuditLine.action).where(AuditLine.noun == "framework")
    assert list(db.session.scalars(lines)) == ["add"]


def test_a_framework_that_is_not_shipped_cannot_be_added_by_name(hr: Visitor) -> None:
    assert hr.post("/hr/frameworks/shipped/three").status_code == 404
    assert frameworks.versions() == ()


def test_a_version_says_where_it_comes_from(hr: Visitor) -> None:
    text = page(hr, THREE)
    assert "Written for the tests of this product" in text
    assert "Licence</dt><dd>MIT</dd>" in text
    assert digest(parse(THREE))[:16] in text
    assert "Three competencies" in text


def test_areas_competencies_levels_and_items_are_shown(hr: Visitor) -> None:
    text = page(hr, THREE)
    assert re.findall(r"<summary>([^<]+?) <span", text) == [
        "Reading data",
        "Keeping data",
        "Sharing safely",
    ]
    assert "Says what a table or a chart shows" in text
    framework = parse(THREE)
    assert all(item.text.en in text for item in framework.items)
    assert "1 Starting" in text


def test_answers_are_shown_with_their_values(hr: Visitor) -> None:
    text = page(hr, THREE)
    rows = re.findall(r'<tr><th scope="row">(\d)</th><td>([^<]+)</td></tr>', text)
    assert rows == [
        ("0", "Not yet"),
        ("1", "With help"),
        ("2", "On my own"),
        ("3", "Can teach it"),
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "{name: ladder, met: 2, share: 1.0}",
            "met from the answer “On my own” on. A level is reached when all its items",
        ),
        ("{name: ladder, met: 1, share: 0.8}", "when 80% of its items"),
        ("{name: mean, answered: 0.6}", "where fewer than 60% of the items"),
    ],
)
def test_the_rule_of_levels_is_told_in_words(
    hr: Visitor, rule: str, words: str
) -> None:
    text = THREE.replace("{name: ladder, met: 2, share: 1.0}", rule)
    assert words in page(hr, text)


def test_targets_stand_in_a_table_with_status_and_source(hr: Visitor) -> None:
    text = page(hr, THREE)
    assert cells(text) == {
        "Reading data": ["2 agency [1]", "3 agency [1]"],
        "Keeping data": ["1 agency [1]", "2 agency [1]"],
        "Sharing safely": ["not required agency [1]", "2 agency [1]"],
    }
    assert '<li id="source-1">invented for tests</li>' in text
    assert "NONIT" in text


def test_unknown_zero_and_suggested_targets_are_told_apart(hr: Visitor) -> None:
    before = "data.read: {level: 2, source: invented for tests, status: agency}"
    wanted = (
        ("", "unknown"),
        ("data.read: {status: official}", "unknown official"),
        ("data.read: {level: 0, status: agency}", "0 agency"),
        ("data.read: {level: 2.5, status: ours}", "2.5 ours"),
        ("data.read: {level: 3, status: assumed}", "unknown (suggested: 3) assumed"),
        (
            "data.read: {required: false, status: assumed}",
            "unknown (suggested: not required) assumed",
        ),
    )
    for number, (cell, words) in enumerate(wanted):
        text = THREE.replace(before, cell).replace('"1.0.0"', f'"1.0.{number}"')
        assert cells(page(hr, text))["Reading data"][0] == words


def test_a_framework_without_profiles_says_that_every_target_is_unknown(
    hr: Visitor,
) -> None:
    text = page(hr, THREE[: THREE.index("profiles:")])
    assert "every target is unknown" in text
    assert "targets" not in re.findall(r'<table class="([^"]*)"', text)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_framework_has_its_page(
    hr: Visitor, name: str, language: str
) -> None:
    answer = hr.in_(language).post(f"/hr/frameworks/shipped/{name}")
    found = hr.get(answer.location)
    assert found.status_code == 200
    framework = parse(shipped()[name])
    assert framework.name.of(language) in found.text.replace("&#39;", "'").replace(
        "&amp;", "&"
    )
    assert found.text.count("<summary>") == len(framework.competencies)


def test_what_is_special_about_an_item_stands_beside_it(hr: Visitor) -> None:
    first = "{id: data.read.1, level: 1, answers: can,"
    more = "weight: 2.5, reversed: true, key: 3, unit: DG-001,"
    text = page(hr, THREE.replace(first, f"{first} {more}"))
    assert (
        "(DG-001 · agreeing means less · weight 2.5 · right answer: Can teach it "
        "· others: Not yet, With help, On my own)" in text
    )
    assert "<h4>Knowledge questions</h4>" in text
    assert "1 knowledge questions" in text


def test_a_faulty_file_shows_every_problem_and_keeps_nothing(hr: Visitor) -> None:
    text = THREE.replace("area: safe", "area: sfe").replace('"1.0.0"', "1.0")
    text = text.replace("met: 2", "met: 9")
    answer = send(hr, text.encode())
    assert answer.status_code == 200
    rows = re.findall(r"<tr><td>(\d+)</td><td>.*?<code[^>]*>(.*?)</code>", answer.text)
    assert rows == [
        ("3", "version"),
        ("11", "rule.met"),
        ("42", "competencies[2].area"),
    ]
    assert frameworks.versions() == ()


@pytest.mark.parametrize("data", [THREE.encode("cp874", "ignore"), b"", b"a: [", b"\0"])
def test_what_is_no_framework_is_said_in_words(hr: Visitor, data: bytes) -> None:
    answer = send(hr, data)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert frameworks.versions() == ()


def test_no_file_at_all_is_said_in_words(hr: Visitor) -> None:
    assert "Choose a file." in hr.post("/hr/frameworks").text


def test_a_changed_text_needs_a_version_number_of_its_own(hr: Visitor) -> None:
    send(hr, THREE.encode())
    changed = THREE.replace("en: Not yet", "en: Not now")
    answer = send(hr, changed.encode())
    assert answer.status_code == 200
    assert "Give the changed file a new version number." in answer.text
    assert len(frameworks.versions()) == 1
    assert send(hr, changed.replace('"1.0.0"', '"1.1.0"').encode()).status_code == 302
    assert [each.version for each in frameworks.versions()] == ["1.1.0", "1.0.0"]


def test_the_file_is_given_back_as_it_was_sent(hr: Visitor) -> None:
    answer = send(hr, THREE.encode())
    file = hr.get(f"{answer.location}/file")
    assert file.data.decode() == THREE
    assert "three-1.0.0.yaml" in file.headers["Content-Disposition"]
    assert file.mimetype == "application/yaml"


def test_a_download_can_be_changed_and_sent_again(hr: Visitor) -> None:
    first = hr.post(f"/hr/frameworks/shipped/{GENERAL}").location
    text = hr.get(f"{first}/file").text
    version = parse(text).version
    changed = text.replace(f'"{version}"', '"9.0.0"')
    assert read(changed)[1] == ()
    assert send(hr, changed.encode()).status_code == 302
    assert len(frameworks.versions()) == 2


def test_rounds_on_a_version_are_named_on_its_page(hr: Visitor) -> None:
    location = send(hr, THREE.encode()).location
    assert "Rounds on this version" not in hr.get(location).text
    factories.person(factories.unit())
    factories.round_(name="รอบที่ 7")
    assert "รอบที่ 7" in hr.get(location).text


def test_texts_of_a_file_are_never_markup(hr: Visitor) -> None:
    text = THREE.replace("en: Reading data}", 'en: "<script>alert(1)</script>"}')
    assert "<script>alert(1)" not in page(hr, text)


def test_only_hr_may_look_and_add(app: Flask, visitor: Visitor) -> None:
    visitor.as_(factories.account(roles={"manager": None, "admin": None}))
    assert visitor.get("/hr/frameworks").status_code == 403
    assert send(visitor, THREE.encode()).status_code == 403
    assert frameworks.versions() == ()


def test_a_version_is_taken_away_as_a_workbook_and_sent_back_changed(
    hr: Visitor,
) -> None:
    page(hr, THREE)
    (kept,) = frameworks.versions()
    answer = hr.get(f"/hr/frameworks/{kept.public_id}/workbook")
    assert "three-1.0.0.xlsx" in answer.headers["Content-Disposition"]
    assert send(hr, answer.data).location == f"/hr/frameworks/{kept.public_id}"
    book = load_workbook(BytesIO(answer.data))
    book["Framework"]["B3"] = "1.1.0"
    changed = BytesIO()
    book.save(changed)
    assert send(hr, changed.getvalue()).status_code == 302
    assert {each.version for each in frameworks.versions()} == {"1.0.0", "1.1.0"}


def test_every_fault_of_a_workbook_is_told_and_nothing_is_kept(hr: Visitor) -> None:
    book = load_workbook(BytesIO(write(parse(THREE), language="en")))
    book["Items"]["A3"] = "data.red"
    book["Areas"]["B2"] = "=1+1"
    spoilt = BytesIO()
    book.save(spoilt)
    text = send(hr, spoilt.getvalue()).text
    assert "Sheet and row" in text
    assert "Areas<br>2" in text
    assert "The cell holds a formula." in text
    assert "Items<br>3" in text
    assert "data.red" in text
    assert frameworks.versions() == ()


def test_an_empty_workbook_is_there_to_start_from(hr: Visitor) -> None:
    assert 'href="/hr/frameworks/template"' in hr.get("/hr/frameworks").text
    book = load_workbook(BytesIO(hr.get("/hr/frameworks/template").data))
    assert book.sheetnames[0] == "Framework"


def test_a_code_that_was_given_up_and_means_something_else_is_refused(
    hr: Visitor,
) -> None:
    send(hr, THREE.encode())
    less = THREE.replace("id: caseworker", "id: clerk").replace('"1.0.0"', '"1.1.0"')
    send(hr, less.encode())
    other = THREE.replace(
        "name: {th: ผู้ปฏิบัติงาน, en: Caseworker}", "name: {th: x, en: y}"
    )
    answer = send(hr, other.replace('"1.0.0"', '"1.2.0"').encode())
    assert "profiles[0].id" in answer.text
    assert "“caseworker” was the code of something else in version 1.0.0" in answer.text
    assert len(frameworks.versions()) == 2
