"""The forms of a page, filled in as a browser and a hasty person would."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

WORDS = "ทดสอบ"
PASSWORD = "ฝนตกขี้หมูไหลคนจัญไรมาพบกัน"  # noqa: S105 -- guards nothing
BY_TYPE = {"number": "2", "email": "a@b.example", "date": "2027-01-31"}
BY_TYPE |= {"datetime-local": "2027-01-31T10:00", "password": PASSWORD}
SILENT = {"csrf_token"}


@dataclass
class Form:
    """Where a form goes, what it sends, and every name that it may send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Gathers the forms and the links of a page."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.path, self.forms, self.links = path, list[Form](), list[str]()
        self._form: Form | None = None
        self._select, self._area = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(given.get("action") or self.path, method)
            self.forms.append(self._form)
        elif self._form is not None and "disabled" not in given:
            self._take(self._form, tag, given)

    def _take(self, form: Form, tag: str, given: Mapping[str, str]) -> None:
        name = given.get("name", "")
        if tag == "option" and self._select:
            if given.get("value") and (
                "selected" in given or self._select not in form.fields
            ):
                form.fields[self._select] = given["value"]
            return
        if tag not in {"input", "select", "textarea", "button"} or not name:
            return
        form.names.add(name)
        self._select = name if tag == "select" else ""
        self._area = name if tag == "textarea" else ""
        if name not in SILENT and tag in {"input", "button"}:
            _input(form, name, given, tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            if self._form is not None and self._area:
                self._form.fields.setdefault(self._area, WORDS)
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area and data.strip():
            self._form.fields[self._area] = data.strip("\n")


def _input(form: Form, name: str, given: Mapping[str, str], tag: str) -> None:
    kind = given.get("type", "submit" if tag == "button" else "text")
    value = given.get("value", "")
    if kind == "file":
        return
    if kind in {"radio", "checkbox"}:
        if "checked" in given:
            form.fields[name] = value or "y"
        elif kind == "radio":
            form.fields.setdefault(name, value)
        return
    form.fields.setdefault(name, value or BY_TYPE.get(kind, WORDS))


def posting(page: str, path: str) -> Iterator[Form]:
    """The forms of a page that change something."""
    return (form for form in Reader(page, path).forms if form.method == "post")


def ways(page: str, path: str) -> Iterator[str]:
    """The addresses of this site that a page leads to."""
    for link in Reader(page, path).links:
        parts = urlsplit(link)
        if not parts.netloc and not parts.scheme and parts.path.startswith("/"):
            yield link.partition("#")[0]
