"""A walk through the site in a real browser, which looks at every page it comes to."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

from tests.assessments.browser.site import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
}
_BEYOND = "document.documentElement.scrollWidth - window.innerWidth"
_LACKING = "[...document.images].filter(i => !i.naturalWidth).map(i => i.src)"


class Walk:
    """One page of a browser; `faults` gathers what no page may do."""

    def __init__(self, page: Page, site: Site, language: str) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.faults: list[str] = []
        page.set_default_timeout(30_000)
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.url}/", "data:")):
            self.faults.append(f"asked {request.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def open(self, path: str) -> None:
        """Go to an address of the site and look at the page."""
        self.page.goto(self.site.url + path)
        self.look()

    def press(self, what: str | Locator) -> None:
        """Press something that leads to another page, and look at that."""
        self.follow(self.page.locator(what) if isinstance(what, str) else what)
        self.look()

    def follow(self, link: Locator) -> None:
        """Press something that leads to another page, without looking at that."""
        with self.page.expect_navigation():
            link.click()

    def look(self) -> None:
        """Fail where this page breaks a promise that every page keeps."""
        self.glance()
        found = Axe().run(self.page, options=_OPTIONS)
        where = self.page.url
        assert found.violations_count == 0, f"{where}\n{found.generate_report()}"
        assert self.faults == [], f"{where}: {self.faults}"

    def glance(self) -> None:
        """Do so for all promises but those that take time to look at."""
        where = self.page.url
        beyond = self.page.evaluate(_BEYOND)
        assert beyond <= 0, f"{where}: {beyond} px too wide"
        assert self.page.evaluate(_LACKING) == [], where
        assert self.faults == [], f"{where}: {self.faults}"

    def enter(self, role: str) -> None:
        """Sign in as one of the city, without looking at the pages."""
        one = self.site.sign_ins[role]
        self.page.goto(f"{self.site.url}/account/sign-in")
        self.page.fill("[name=name]", one.username)
        self.page.fill("[name=password]", one.password)
        self.follow(self.page.locator("main form [type=submit]"))

    def sign_in(self, role: str) -> None:
        """Sign in as one of the city, and look at where that leads."""
        self.enter(role)
        self.speak()
        self.look()

    def speak(self) -> None:
        """Choose the language of this walk, which the account then keeps."""
        wish = self.page.locator(f"button[name=language][value={self.language}]")
        if wish.count():
            self.follow(wish)
        assert self.page.get_attribute("html", "lang") == self.language

    def answer(self, place: int, code: int) -> None:
        """Click an answer of an item."""
        self.page.locator(f'#q{place} label:has(input[value="{code}"])').click()

    def chosen(self, place: int) -> int | None:
        """The answer of an item that the page shows; None without one."""
        found = self.page.locator(f"#q{place} input:checked")
        return int(found.get_attribute("value") or 0) if found.count() else None

    def saving(self, state: str) -> None:
        """Wait until the page says that answers are saved, waiting or refused."""
        self.page.wait_for_selector(f'#saving[data-state="{state}"]')

    def job(self) -> None:
        """Wait for a job's page to say that it is done, and go to its result."""
        self.page.wait_for_selector(".alert-success", timeout=60_000)
        self.look()
        self.press("main a.btn-primary")

    def close_round(self, round_: str) -> None:
        """Close a round through its page and wait until its results are there."""
        self.open("/hr/rounds")
        self.press(f'main a[href$="{round_}"]')
        self.press(f'main a[href$="{round_}/close"]')
        self.press("main form button.btn-primary")
        self.job()
        assert self.page.url.endswith(round_)


Walks = Callable[..., Walk]
