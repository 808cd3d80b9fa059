"""What a PDF says of itself: read from its bytes, as far as those are not packed."""

import re
from xml.etree import ElementTree as ET

_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_TEXT = rb"(?:<FEFF([0-9A-F]*)>|\(((?:\\.|\([^()]*\)|[^\\()])*)\))"
_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "t": "http://ns.adobe.com/xap/1.0/t/pg/",
}


def _described(pdf: bytes, path: str) -> str:
    found = _XMP.search(pdf)
    assert found is not None
    return ET.fromstring(found[0]).findtext(f".//{path}", "", _NAMES)  # noqa: S314 -- our own file


def title(pdf: bytes) -> str:
    """The title that a reader's window shows."""
    return _described(pdf, "dc:title/rdf:Alt/rdf:li")


def language(pdf: bytes) -> str:
    """The language in which it is read aloud."""
    return _described(pdf, "dc:language/rdf:Bag/rdf:li")


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    return int(_described(pdf, "t:NPages"))


def is_accessible(pdf: bytes) -> bool:
    """Whether it says that it is tagged, as PDF/UA-1 wants it."""
    return _described(pdf, "pdfuaid:part") == "1" and b"/Marked true" in pdf


def _texts(pdf: bytes, key: bytes) -> list[str]:
    found = re.findall(rb"/" + key + rb"\s*" + _TEXT, pdf)
    return [
        bytes.fromhex(wide.decode()).decode("utf-16-be")
        if wide
        else re.sub(rb"\\(.)", rb"\1", narrow).decode("latin-1")
        for wide, narrow in found
    ]


def bookmarks(pdf: bytes) -> list[str]:
    """The entries of its table of contents."""
    entries = (each for each in pdf.split(b"endobj") if b"/Parent " in each)
    return [text for each in entries for text in _texts(each, b"Title")]


def instead_of_pictures(pdf: bytes) -> list[str]:
    """The texts for those who do not see the pictures."""
    return _texts(pdf, b"Alt")
