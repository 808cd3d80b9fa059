"""The table of targets in a browser: arrows, Enter, pasting, saving, accepting."""

import pytest
from playwright.sync_api import Page

from assessments import clock
from assessments.operations import drafts, frameworks
from assessments.operations.audit import SYSTEM
from assessments.queries import drafts as queries
from competency.frameworks import shipped
from competency.frameworks.targets import cell, suggested
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = pytest.mark.browser

PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def draft(site: Site) -> str:
    """A draft of the framework of 2567."""
    with site.app.app_context():
        now, text = clock.now(), shipped()["ocsc-digital-2567"]
        version = frameworks.add(text, actor=SYSTEM, now=now)
        return drafts.start(version, actor=SYSTEM, now=now).public_id


@pytest.fixture
def hr(walk: Walks, draft: str) -> Walk:
    """An HR officer at the table of its targets."""
    made = walk("en")
    made.enter("hr")
    made.speak()
    made.open(f"/hr/drafts/{draft}/targets")
    return made


def _focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def test_arrows_and_enter_go_from_cell_to_cell(hr: Walk) -> None:
    page = hr.page
    page.focus('[name="IT-OPR/DLit"]')
    for key, cell_ in (
        ("ArrowRight", "IT-OPR/DGov"),
        ("ArrowDown", "IT-SUP/DGov"),
        ("Enter", "IT-EXE/DGov"),
        ("ArrowLeft", "IT-EXE/DLit"),
        ("ArrowLeft", "IT-EXE/DLit"),
        ("ArrowUp", "IT-SUP/DLit"),
        ("Shift+Enter", "IT-OPR/DLit"),
        ("ArrowUp", "IT-OPR/DLit"),
    ):
        page.keyboard.press(key)
        assert _focus(page) == cell_, key


def test_inside_a_text_the_arrows_move_the_caret(hr: Walk) -> None:
    page = hr.page
    page.fill('[name="IT-OPR/DGov"]', "12")
    page.evaluate("document.activeElement.setSelectionRange(1, 1)")
    page.keyboard.press("ArrowLeft")
    assert _focus(page) == "IT-OPR/DGov"
    page.keyboard.press("ArrowLeft")
    assert _focus(page) == "IT-OPR/DLit"


def test_a_block_pasted_onto_a_cell_is_spread_and_saved(
    hr: Walk, site: Site, draft: str
) -> None:
    page = hr.page
    page.focus('[name="NONIT-SUP/DData"]')
    page.evaluate(PASTE, "3\t-\r\n4\t\r\n")
    hr.press(page.locator('main button[value="save"]'))
    with site.app.app_context():
        kept = queries.draft(draft)
        assert kept is not None
        content = kept.content
    assert cell(content, ("NONIT-SUP", "DData"))["level"] == 3
    assert cell(content, ("NONIT-SUP", "DCyber"))["required"] is False
    assert cell(content, ("NONIT-EXE", "DData"))["level"] == 4
    assert cell(content, ("NONIT-EXE", "DCyber")) == {}


def test_suggestions_are_loaded_and_one_is_accepted(
    hr: Walk, site: Site, draft: str
) -> None:
    hr.press('form[action$="/suggestions"] button')
    assert hr.page.locator("td.suggested").count() == 42
    hr.page.check('[name="accept"][value="NONIT-OPR/DLit"]')
    hr.press(hr.page.locator('main button[value="save"]'))
    assert hr.page.locator("td.suggested").count() == 41
    with site.app.app_context():
        kept = queries.draft(draft)
        assert kept is not None
        assert len(suggested(kept.content)) == 41


def test_every_page_of_a_draft_keeps_what_all_pages_promise(
    hr: Walk, draft: str
) -> None:
    for part in ("", "/about", "/levels", "/answers", "/areas", "/profiles"):
        hr.open(f"/hr/drafts/{draft}{part}")
    hr.open(f"/hr/drafts/{draft}/competencies/DLit")
    hr.open(f"/hr/drafts/{draft}/targets/IT-OPR/DLit")
