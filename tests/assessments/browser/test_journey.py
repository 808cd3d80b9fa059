from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = pytest.mark.browser

BUDGET = "150,000"


def _items(page: Page, kind: str = "radio") -> list[int]:
    """The places of the items on a page that take one answer, or several."""
    wanted = f".question:has(input[type={kind}])"
    ids = page.eval_on_selector_all(wanted, "all => all.map(each => each.id)")
    return [int(each.removeprefix("q")) for each in ids]


def _answer_page(staff: Walk) -> None:
    """Answer every item of a page and wait until it says that they are saved."""
    for place in _items(staff.page):
        staff.answer(place, 1 + place % 4)
    for place in _items(staff.page, "checkbox"):
        staff.answer(place, 1 << place % 4)
    staff.saving("saved")


def _go(staff: Walk, where: str) -> None:
    staff.press(f"#answers button[name=go][value={where}]")


def _answer_all(staff: Walk, rating: str) -> None:
    """Answer all competencies, with a break after the first."""
    page = staff.page
    begin = f'.mine a.btn-primary[href*="{rating}"]'
    staff.press(begin)
    _answer_page(staff)
    first = page.url
    _go(staff, "leave")
    staff.press(begin)
    assert page.url != first
    while not page.url.endswith("/submit"):
        _answer_page(staff)
        _go(staff, "next")


def _hand_in(staff: Walk, rating: str) -> None:
    staff.press("main form button.btn-primary")
    staff.press(f'.mine a[href$="{rating}/result"]')


def _levels(staff: Walk) -> list[str]:
    return staff.page.locator(".overview td:nth-child(2)").all_inner_texts()


def _change(staff: Walk, rating: str) -> None:
    """Take the answers back and answer the first competency in another way."""
    staff.press(f'main a[href$="{rating}/submit"]')
    staff.press('form[action$="/take-back"] button')
    for place in _items(staff.page):
        staff.answer(place, 4)
    staff.saving("saved")
    staff.open(f"/staff/answers/{rating}/submit")


def _drill_down(manager: Walk, round_: str) -> None:
    """Go from the manager's own unit to one below it."""
    page = manager.page
    manager.open("/manager/gaps")
    chosen = page.locator("#round option:checked").get_attribute("value")
    assert chosen == round_
    assert page.locator(".heatmap .heat strong").count() > 0
    below = page.locator(".heatmap tbody tr:has(strong) a").first
    name = below.inner_text()
    manager.press(below)
    assert name in page.inner_text("h1")
    assert page.locator(".path a").count() == 1
    assert page.locator('[aria-labelledby="own"] tbody tr').count() == 7


def _order(hr: Walk, path: str, round_name: str, **fields: str) -> None:
    hr.open(path)
    hr.page.select_option("[name=round_id]", label=round_name)
    for name, value in fields.items():
        hr.page.fill(f"[name={name}]", value)
    hr.press("main form.narrow [type=submit]")
    hr.job()


def _download(hr: Walk, folder: Path) -> Path:
    with hr.page.expect_download() as waiting:
        hr.page.click('form[action$="/named"] button')
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _facts(page: Page) -> dict[str, str]:
    """The plan in figures, as the page tells it."""
    terms = page.locator(".facts dt").all_inner_texts()
    values = page.locator(".facts dd").all_inner_texts()
    return dict(zip(terms, values, strict=True))


def _cells(book: Path) -> dict[str, str]:
    """Label → figure beside it, of the workbook's first sheet."""
    sheet = openpyxl.load_workbook(book).worksheets[0]
    rows = (row[:2] for row in sheet.iter_rows(values_only=True))
    return {str(label): str(figure) for label, figure in rows if figure is not None}


@pytest.mark.parametrize("site", ["sqlite", "postgresql"], indirect=True)
def test_from_the_first_click_to_the_excel_plan(
    site: Site, walk: Walks, tmp_path: Path
) -> None:
    round_, rating = site.open_round("staff")
    staff, hr, manager = walk(), walk(), walk()
    staff.sign_in("staff")
    _answer_all(staff, rating)
    _hand_in(staff, rating)
    assert staff.page.locator("[role=note].alert-warning").count() == 1
    assert staff.page.locator(".radar img").count() == 1
    before = _levels(staff)
    _change(staff, rating)
    _hand_in(staff, rating)
    assert len(before) == 7
    assert _levels(staff)[0] != before[0]
    assert _levels(staff)[1:] == before[1:]

    hr.sign_in("hr")
    hr.close_round(round_)
    name = hr.page.inner_text("h1")
    shown = _levels(staff)
    staff.open(f"/staff/answers/{rating}/result")
    assert staff.page.locator("[role=note].alert-warning").count() == 0
    assert _levels(staff) == shown

    manager.sign_in("manager")
    _drill_down(manager, round_)

    _order(hr, "/hr/needs", name)
    _order(hr, "/hr/plans", name, budget=BUDGET)
    on_page = _facts(hr.page)
    in_book = _cells(_download(hr, tmp_path))
    assert len(on_page) > 10
    assert {label: in_book.get(label) for label in on_page} == on_page
