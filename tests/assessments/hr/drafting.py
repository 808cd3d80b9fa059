"""A draft in the hands of an HR officer, for tests of its pages."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.test import TestResponse

from assessments.operations import frameworks as operations
from assessments.operations.audit import SYSTEM
from assessments.queries import drafts
from assessments.queries.drafts import Draft
from tests.conftest import NOW
from tests.factories import THREE
from tests.visitor import Visitor


@dataclass(frozen=True)
class Drafting:
    """A draft by its address, and who reads it."""

    visitor: Visitor
    address: str

    @property
    def draft(self) -> Draft:
        """The draft as it is kept."""
        found = drafts.draft(self.address.rpartition("/")[2])
        assert found is not None
        return found

    def page(self, part: str = "") -> str:
        """A page of the draft as a text."""
        answer = self.visitor.get(self.address + part)
        assert answer.status_code == 200, answer.status
        return answer.text

    def send(self, part: str, **fields: object) -> TestResponse:
        """The answer to fields, sent as from a page that was just read."""
        return self.post(part, fields)

    def post(self, part: str, fields: Mapping[str, object]) -> TestResponse:
        """The same for fields whose names are no words."""
        counted = {"counter": self.draft.counter, **fields}
        return self.visitor.post(self.address + part, **counted)

    def whole(self, part: str) -> dict[str, str]:
        """Every field of a page's main form, as a browser would send it."""
        return form(self.page(part))


def begin(hr: Visitor, text: str = THREE) -> Drafting:
    """A draft of a framework."""
    version = operations.add(text, actor=SYSTEM, now=NOW)
    answer = hr.post(f"/hr/frameworks/{version.public_id}/draft")
    assert answer.status_code == 302
    return Drafting(hr, answer.location)


def form(page: str) -> dict[str, str]:
    """Names and values of the fields of the first form below the heading."""
    main = page[page.index("<h1>") :]
    inside = main[main.index("<form") : main.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", inside):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") != "checkbox" or " checked" in tag:
            found[given["name"]] = html.unescape(given.get("value", ""))
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', inside, re.DOTALL
    ):
        found[name] = html.unescape(text)
    for name, options in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', inside, re.DOTALL
    ):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        first = re.findall(r'value="([^"]*)"', options)
        found[name] = (chosen or first)[0]
    found.pop("csrf_token")
    return {html.unescape(name): value for name, value in found.items()}
