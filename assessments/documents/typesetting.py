"""From a template and values to a tagged PDF (PDF/UA-1, ISO 14289-1).

Values travel as JSON and are set as text, so nothing that anybody typed is ever read
as a template. Only our own font files are used, and nothing is fetched.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category, normalize

import typst

from assessments import fonts, thai

Translator = Callable[[str], str]
Content = Mapping[str, object]

FOLDER = Path(__file__).parent
UNPRINTABLE = "■"
"""Stands for a letter that the font does not have."""
_REMEMBERED = 10
_ENDLESS = re.compile(r"[^\s\u200b\u0e30-\u0e4e/?&\-]{24}(?=\S)")
"""So long a word without a vowel sign or a place to break leaves its column."""
_MARKED = re.compile(r"[\u0e00-\u0e7f\u200b]")
"""What needs a mark wherever a line may end: Thai, and whatever has one already."""
_BREAK = "\u200b"
_KEPT = {"\n", _BREAK}


@dataclass(frozen=True)
class Page:
    """What every page of a document says: `about` at its head, the rest at its foot.

    `notice` is a warning that belongs on each page, such as that all is invented.
    """

    title: str
    language: str
    about: str
    made_at: datetime
    notice: str = ""


def pdf(
    template: str,
    page: Page,
    content: Content,
    _: Translator,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF that a template of this folder makes of values.

    `content` is what JSON can hold; in it, a picture is named by its key in
    `pictures`, which are SVG with text as paths. The same values make the same bytes.
    """
    drawn = {name: picture.decode() for name, picture in (pictures or {}).items()}
    made = typst.compile(
        FOLDER / template,
        root=FOLDER,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "page": json.dumps(printable(_frame(page, _))),
            "content": json.dumps(printable(content)),
            "pictures": json.dumps(drawn),
        },
        pdf_standards=["ua-1"],
        timestamp=page.made_at.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


def forget() -> None:
    """Let go of what the typesetter still keeps of documents, after a large one.

    It keeps whatever any of the last ten was made of, which is much of a large one.
    """
    for _document in range(_REMEMBERED):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True)


def printable(value: object) -> object:
    """The same value with texts that can be printed, however deep they stand.

    A letter that the font lacks becomes a box; controls that turn the direction of
    writing are left out. A mark without width stands where a Thai line may end, and
    within a word without an end; `page.typ` breaks lines there and prints no mark.
    """
    match value:
        case str():
            return _printed(value)
        case Mapping():
            return {name: printable(each) for name, each in value.items()}
        case list() | tuple():
            return [printable(each) for each in value]
        case _:
            return value


def _printed(text: str) -> str:
    plain = "".join(map(_drawn, normalize("NFC", text)))
    broken = _ENDLESS.sub(rf"\g<0>{_BREAK}", plain)
    if not _MARKED.search(broken):
        return broken
    pieces = thai.pieces(broken.replace("\n", f"{_BREAK}\n"))
    return _BREAK.join(piece.rstrip(_BREAK) for piece in pieces)


@lru_cache(4096)
def _drawn(letter: str) -> str:
    """The letter; nothing for what is not seen, a box for what the font lacks."""
    kind = category(letter)
    if letter in _KEPT:
        return letter
    if letter == "\t" or kind.startswith("Z"):
        return letter if ord(letter) in fonts.letters() else " "
    if kind in {"Cc", "Cf"}:
        return ""
    if ord(letter) in fonts.letters():
        return letter
    return "" if kind == "Mn" else UNPRINTABLE


def _frame(page: Page, _: Translator) -> Content:
    """What the shared part of the templates prints around a document."""
    made = _("Made on %(date)s") % {"date": thai.moment(page.made_at, page.language)}
    number = {"page": "{page}", "pages": "{pages}"}
    return {
        "title": page.title,
        "language": page.language,
        "about": page.about,
        "made": made,
        "numbers": _("Page %(page)s of %(pages)s") % number,
        "notice": page.notice,
    }


@cache
def _fonts() -> typst.Fonts:
    """Sarabun in all its weights, and no other font of this machine."""
    folder = str(fonts.path().parent)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
