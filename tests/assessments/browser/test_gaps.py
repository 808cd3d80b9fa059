"""Group reports in the browser: sorted by keyboard, printed, taken along as files."""

import re

import pytest

from tests.assessments.browser.walk import Walk, Walks

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["sqlite"], indirect=True),
]

FULLEST = """() => {
  const page = document.querySelector(".overview-parts");
  for (const [list, count] of [["ul", 6], [".goals-now tbody", 8]]) {
    const found = page.querySelector(list);
    while (found.children.length < count) {
      found.append(found.lastElementChild.cloneNode(true));
    }
  }
  for (const each of page.querySelectorAll("th[scope=row]")) {
    each.append(" " + each.textContent);
  }
}"""
"""As many strategies and doubts as the page can hold, and all names twice as long."""

PLACES = """() => {
  const box = document.querySelector(".both");
  box.scrollTo(box.scrollWidth, box.scrollHeight);
  const at = (each) => each.getBoundingClientRect();
  const [head, name] = ["thead th:first-child", "tbody tr:last-child th"].map(
    (each) => at(box.querySelector(each)));
  const edge = at(box);
  return [head.top - edge.top, head.left - edge.left, name.left - edge.left];
}"""
"""How far the corner and the last unit's name stand from the edges of the table."""


def _sheets(walk: Walk) -> int:
    printed = walk.page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type /Page\b", printed))


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_overview_fills_one_sheet_of_paper(walk: Walks, language: str) -> None:
    mayor = walk(language, viewport={"width": 1280, "height": 900})
    mayor.sign_in("executive")
    mayor.open("/manager/overview")
    assert mayor.page.locator(".overview-parts table").count() == 2
    assert _sheets(mayor) == 1
    mayor.page.evaluate(FULLEST)
    assert _sheets(mayor) == 1


def test_the_heatmap_is_sorted_by_keyboard_on_a_phone(walk: Walks) -> None:
    reader = walk("th")
    reader.enter("executive")
    reader.speak()
    reader.open("/manager/gaps")
    for way in ("ascending", "descending"):
        reader.page.locator(".heatmap thead a").nth(2).focus()
        with reader.page.expect_navigation():
            reader.page.keyboard.press("Enter")
        reader.look()
        heads = reader.page.locator(".heatmap thead th")
        assert heads.nth(2).get_attribute("aria-sort") == way
    assert [abs(place) < 3 for place in reader.page.evaluate(PLACES)] == [True] * 3


def test_the_picture_is_made_by_a_job_whose_page_tells_it_in_words(
    walk: Walks,
) -> None:
    reader = walk("th")
    reader.enter("executive")
    reader.speak()
    reader.open("/manager/gaps")
    reader.press("button[value=png]")
    reader.page.wait_for_selector(".alert-success", timeout=60_000)
    reader.look()
    assert "ตารางสีของหน่วยงาน" in reader.page.inner_text("main")
    with reader.page.expect_download() as waiting:
        reader.page.click("main a.btn-primary")
    assert waiting.value.suggested_filename == "gap-report.png"
