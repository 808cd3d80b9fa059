"""Results on paper: one's own at once, those of many by a job that may be left."""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator

from assessments.queries import rounds
from competency.rounds import WITH_RESULTS
from tests.assessments.browser.site import Site
from tests.assessments.browser.walk import Walk, Walks
from tests.assessments.documents import reading

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("site", ["sqlite"], indirect=True),
]


def _closed(site: Site) -> tuple[int, str]:
    """The number and the outward name of the city's closed round."""
    with site.app.app_context():
        found = next(each for each in rounds.newest() if each.state in WITH_RESULTS)
        return found.id, found.public_id


def _download(walk: Walk, link: Locator) -> tuple[str, bytes]:
    """The name and the content of the file behind a link."""
    with walk.page.expect_download() as waiting:
        link.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def _shown(walk: Walk, link: Locator) -> bytes:
    """What a link shows in the browser's own reader of such files."""
    address = walk.site.url + (link.get_attribute("href") or "")
    with walk.page.expect_response(address) as waiting:
        link.click()
    assert waiting.value.status == HTTPStatus.OK
    return walk.page.request.get(address).body()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_member_of_staff_takes_the_own_result_along(
    site: Site, walk: Walks, language: str
) -> None:
    number, _name = _closed(site)
    with site.app.app_context():
        rating = site.rating(number, "staff")
    staff = walk(language)
    staff.sign_in("staff")
    staff.press(f'main a[href$="{rating}/result"]')
    pdf = _shown(staff, staff.page.locator('a[href$="/result.pdf"]'))
    title = {"th": "ผลการประเมินสมรรถนะ", "en": "Competency assessment result"}[language]
    assert reading.is_accessible(pdf)
    assert reading.language(pdf) == language
    assert reading.title(pdf).startswith(title)
    assert reading.pages(pdf) in range(2, 5)
    assert len(reading.instead_of_pictures(pdf)) == 1


def test_hr_prints_a_round_goes_away_and_comes_back(site: Site, walk: Walks) -> None:
    _number, name = _closed(site)
    hr = walk("th")
    hr.sign_in("hr")
    hr.open(f"/hr/rounds/{name}")
    hr.press(f'main a[href$="{name}/papers"]')
    hr.page.check("input[value=units]")
    hr.press("main form [type=submit]")
    hr.open(f"/hr/rounds/{name}/papers")
    hr.press("main table a")
    hr.page.wait_for_selector(".alert-success", timeout=120_000)
    hr.look()
    _file, content = _download(hr, hr.page.locator("main a.btn-primary"))
    book = ZipFile(BytesIO(content))
    pdfs = [book.read(each) for each in book.namelist()]
    assert len(pdfs) > 3
    assert all(map(reading.is_accessible, pdfs))
    assert sum(len(reading.bookmarks(pdf)) >= 1 for pdf in pdfs) == len(pdfs)


def test_ordering_papers_keeps_its_promises_in_english(site: Site, walk: Walks) -> None:
    _number, name = _closed(site)
    hr = walk("en", viewport={"width": 1280, "height": 900})
    hr.sign_in("hr")
    hr.open(f"/hr/rounds/{name}/papers")
    assert "These are personal data." in hr.page.inner_text("main")
