"""The auditor searches the log in a real browser and takes it away."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks

pytestmark = [
    pytest.mark.browser,
    # What a page looks like does not depend on the database.
    pytest.mark.parametrize("site", ["sqlite"], indirect=True),
]

WORDS = {
    "th": ("เข้าสู่ระบบ", "ผู้ตรวจสอบ"),
    "en": ("signed in", "Auditor"),
}


def _rows(reader: Walk) -> list[str]:
    return reader.page.locator("table.log tbody tr").all_inner_texts()


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_auditor_finds_the_own_sign_in_and_writes_it_to_a_workbook(
    site: Site, walk: Walks, language: str, tmp_path: Path
) -> None:
    reader = walk(language)
    reader.sign_in("auditor")
    page = reader.page
    reader.press("a[href='/admin/audit']")
    number = site.sign_ins["auditor"].username
    page.fill("[name=actor]", number)
    page.select_option("[name=action]", "sign-in")
    reader.press("form.filters button")
    rows = _rows(reader)
    assert rows
    assert all(number in row and WORDS[language][0] in row for row in rows)
    assert site.sign_ins["auditor"].name not in page.inner_text("main")
    reader.press("form[action*='workbook'] button")
    page.wait_for_selector(".alert-success", timeout=60_000)
    reader.look()
    with page.expect_download() as waiting:
        page.click("main a.btn-primary")
    to = tmp_path / "log.xlsx"
    waiting.value.save_as(to)
    lines = list(load_workbook(to).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert sum(row[2] == number for row in lines) == len(rows)


def test_a_day_that_is_none_is_said_beside_its_field(walk: Walks) -> None:
    reader = walk("th")
    reader.sign_in("auditor")
    reader.open("/admin/audit")
    reader.page.fill("[name=since]", "เมื่อวาน")
    reader.press("form.filters button")
    assert "เขียนวันที่ เช่น" in reader.page.inner_text("main")
