"""A round on every framework in a real browser, in Thai and in English."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState

from assessments import clock
from assessments.operations import answers
from assessments.operations.audit import SYSTEM
from assessments.queries import frameworks, rounds
from competency.frameworks import Framework, parse, shipped
from tests.assessments.browser import office
from tests.assessments.browser import site as sites
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks
from tests.competency.frameworks.test_itembank import BANK, REAL_MAP

pytestmark = pytest.mark.browser

Keys = Mapping[str, StorageState]
DESK = {"width": 1280, "height": 900}

ANSWERING = {"thai": "th", "english": "en"}
"""Who answers in the browser, and in which language."""

HIGH = 3
"""The packed code of the third answer: "on my own", or the third level."""

BASE = "digcomp-2.2"
ITEMS, COMPETENCIES = 82, 21
"""Of the item bank."""

_READ = """() => ({
  heading: document.querySelector("main h1").innerText,
  items: [...document.querySelectorAll(".question legend")].map(e => e.innerText),
  answers: [...document.querySelectorAll(".question .choices")].map(e => e.innerText),
})"""
_GO_ON = 'document.querySelector("#answers button[name=go][value=next]").click()'
_CHOOSE = """code => document.querySelectorAll(`.question input[value="${code}"]`)
  .forEach(each => each.click())"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small office; what pages look like does not depend on the database."""
    data = tmp_path_factory.mktemp("office")
    with sites.served(data, "", office.build) as found:
        yield found


@pytest.fixture(scope="module")
def keys(site: Site, browser: Browser) -> Keys:
    """What a browser keeps of each of them who has signed in, in their language."""
    found = {}
    for role, language in (("hr", "th"), ("manager", "th"), *ANSWERING.items()):
        with browser.new_context() as context:
            one = Walk(context.new_page(), site, language)
            one.enter(role)
            one.speak()
            found[role] = context.storage_state()
    return found


def _run(site: Site, *words: object) -> None:
    """Do a command of frameworks, as HR does it on the server."""
    with site.app.app_context():
        command = ["frameworks", *map(str, words)]
        result = site.app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output


def _kept(site: Site, name: str) -> Framework:
    with site.app.app_context():
        found = frameworks.content(name)
        assert found is not None
        return found


@pytest.fixture
def bank(site: Site, shared: Path, tmp_path: Path) -> Framework:
    """The real item bank, put on its framework by a command."""
    folder = shared / BANK
    if not folder.exists():
        pytest.skip(f"{BANK} is not here")
    base, map_ = tmp_path / "base.yaml", tmp_path / "map.yaml"
    base.write_text(shipped()[BASE], "utf-8")
    map_.write_text(REAL_MAP, "utf-8")
    options = ["--items", folder / "items_en.csv", "--map", map_]
    options += ["--answers", folder / "answer_scales_en.csv"]
    _run(site, "load", base, *options)
    return _kept(site, "digcompsat")


@pytest.fixture
def survey(site: Site, bank: Framework, tmp_path: Path) -> Framework:
    """The same items, brought here as a survey of LimeSurvey."""
    file = tmp_path / "bank.lss"
    _run(site, "export", bank.id, "--to", file)
    _run(site, "load", file)
    with site.app.app_context():
        (name,) = (
            version.framework
            for version in frameworks.versions()
            if version.framework.startswith("survey-")
        )
    return _kept(site, name)


def _bare(text: str) -> str:
    """The letters of a text: how it is broken into lines does not matter."""
    return re.sub(r"\W", "", text)


def _made(hr: Walk, framework: Framework) -> str:
    """The outward name of a round that HR has made in the form and opened."""
    page = hr.page
    hr.open("/hr/rounds/new")
    page.fill("[name=name]", f"รอบของ {framework.id}")
    page.select_option("[name=framework]", f"{framework.id}@{framework.version}")
    hr.press("main form [type=submit]")
    round_ = page.url.rpartition("/")[2]
    hr.press(f'main a[href$="{round_}/open"]')
    hr.press("main form button.btn-primary")
    assert f"{framework.name.th} {framework.version}" in page.inner_text(".facts")
    return round_


def _answer(staff: Walk, rating: str, framework: Framework) -> None:
    """Answer every page of a rating and hand it in; all is in one's language."""
    page, language = staff.page, staff.language
    first = next(iter(framework.spans))
    page.goto(f"{staff.site.url}/staff/")
    staff.follow(page.locator(f'.mine a.btn-primary[href*="{rating}"]'))
    for name, span in framework.spans.items():
        shown = page.evaluate(_READ)
        assert shown["heading"] == framework.competency(name).name.of(language)
        for item, text, choices in zip(
            framework.items[span], shown["items"], shown["answers"], strict=True
        ):
            assert _bare(text).endswith(_bare(item.text.of(language)))
            for answer in framework.answers[item.answers]:
                assert _bare(answer.name.of(language)) in _bare(choices)
        page.evaluate(_CHOOSE, HIGH)
        if name == first:
            staff.saving("saved")
            staff.look()
        staff.glance()
        with page.expect_navigation():
            page.evaluate(_GO_ON)
    staff.press("main form button.btn-primary")


def _read_result(staff: Walk, rating: str, framework: Framework) -> None:
    """Open one's result: every competency, and the framework with its version."""
    language = staff.language
    staff.open(f"/staff/answers/{rating}/result")
    heads = staff.page.locator(".overview tbody th").all_inner_texts()
    assert heads == [each.name.of(language) for each in framework.competencies]
    levels = staff.page.locator(".overview td:nth-child(2)").all_inner_texts()
    assert all(re.search(r"\d", level) for level in levels)
    pinned = f"{framework.name.of(language)} {framework.version}"
    assert pinned in staff.page.inner_text("main")


def _read_report(reader: Walk, round_: str, framework: Framework) -> None:
    """Open the report of the whole office: it is shown, in the reader's language."""
    language = reader.language
    reader.open(f"/manager/gaps?round={round_}")
    heads = reader.page.locator('[aria-labelledby="own"] tbody th').all_inner_texts()
    assert heads == [each.name.of(language) for each in framework.competencies]
    pinned = f"{framework.name.of(language)} {framework.version}"
    assert pinned in reader.page.inner_text("main")


def _others_hand_in(site: Site, round_: str, framework: Framework) -> dict[str, str]:
    """The ratings of those who answer in the browser, after all others have."""
    packed = bytes([HIGH]) * len(framework.items)
    with site.app.app_context():
        found = rounds.named(round_)
        assert found is not None
        several = dict.fromkeys(office.others(), packed)
        answers.hand_in(found.id, several, actor=SYSTEM, now=clock.now())
        return {role: site.rating(found.id, role) for role in ANSWERING}


def _goes_round(site: Site, walk: Walks, keys: Keys, framework: Framework) -> None:
    """A round from the form to the reports."""
    hr = walk("th", viewport=DESK, storage_state=keys["hr"])
    round_ = _made(hr, framework)
    ratings = _others_hand_in(site, round_, framework)
    both = {
        role: walk(language, storage_state=keys[role])
        for role, language in ANSWERING.items()
    }
    for role, staff in both.items():
        _answer(staff, ratings[role], framework)
    hr.close_round(round_)
    for role, staff in both.items():
        _read_result(staff, ratings[role], framework)
    _read_report(hr, round_, framework)
    manager = walk("th", storage_state=keys["manager"])
    for language in ("th", "en"):
        manager.language = language
        manager.page.goto(f"{site.url}/manager/gaps")
        manager.speak()
        _read_report(manager, round_, framework)


def _each() -> list[object]:
    """The newest frameworks at every run, the others at long ones."""
    names = sorted(shipped())
    often = {"ocsc-digital-2567", "digcomp-3.0"}
    return [
        pytest.param(name, marks=() if name in often else pytest.mark.long)
        for name in names
    ]


@pytest.mark.parametrize("name", _each())
def test_a_round_on_it_goes_from_the_form_to_the_reports(
    site: Site, walk: Walks, keys: Keys, name: str
) -> None:
    _goes_round(site, walk, keys, parse(shipped()[name]))


def test_the_real_item_bank_does_too(
    site: Site, walk: Walks, keys: Keys, bank: Framework
) -> None:
    assert (len(bank.items), len(bank.competencies)) == (ITEMS, COMPETENCIES)
    _goes_round(site, walk, keys, bank)


@pytest.mark.long
def test_the_real_item_bank_as_a_survey_does_too(
    site: Site, walk: Walks, keys: Keys, survey: Framework
) -> None:
    assert (len(survey.items), len(survey.competencies)) == (ITEMS, COMPETENCIES)
    _goes_round(site, walk, keys, survey)
