"""What a PDF says of itself: read from its bytes, as far as those are not packed."""

import re
import zlib
from collections.abc import Iterator, Mapping
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


_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
_PART = re.compile(
    rb"/ActualText<FEFF([0-9A-F]*)>>>BDC|/Artifact.{0,80}?(?:BDC|BMC)|/\w+<<.{0,80}?BDC"
    rb"|EMC|/(\w+) [\d.]+ Tf|\(((?:\\.|\((?:\\.|[^\\()])*\)|[^\\()])*)\)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n")

Objects = Mapping[int, bytes]


def text(pdf: bytes) -> str:
    """What its pages say to somebody who hears them, without any blanks.

    Artifacts are left out: heads, feet and marks that are for the eye alone. Thai
    clusters may stand twice, for a glyph keeps the words of where it stood first.
    """
    objects = {int(m[1]): m[2] for m in _OBJECT.finditer(pdf)}
    pages = (b for _n, b in sorted(objects.items()) if re.search(rb"/Type/Page\b", b))
    said = "".join("".join(_said(objects, page)) for page in pages)
    return re.sub(r"\s", "", said)


def _stream(objects: Objects, body: bytes, key: bytes) -> bytes:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found is not None
    packed = objects[int(found[1])].partition(b"stream\n")[2]
    return zlib.decompress(packed.rpartition(b"\nendstream")[0])


def _fonts(objects: Objects, page: bytes) -> dict[bytes, Mapping[int, str]]:
    """Name → what each glyph of that font says."""
    found = re.search(rb"/Resources (\d+) 0 R", page)
    named = re.search(rb"/Font<<(.*?)>>", objects[int(found[1])]) if found else None
    names = re.findall(rb"/(\w+) (\d+) 0 R", named[1]) if named else ()
    return {
        name: {
            int(glyph, 16): bytes.fromhex(says.decode()).decode("utf-16-be")
            for glyph, says in _PAIR.findall(
                _stream(objects, objects[int(number)], b"ToUnicode") + b"\n"
            )
        }
        for name, number in names
    }


def _said(objects: Objects, page: bytes) -> Iterator[str]:
    fonts, font = _fonts(objects, page), dict[int, str]()
    inside: list[bool] = []
    for part in _PART.finditer(_stream(objects, page, b"Contents")):
        if part[0] == b"EMC":
            inside.pop()
        elif part[0].endswith((b"BDC", b"BMC")):
            if part[1] is not None and not any(inside):
                yield bytes.fromhex(part[1].decode()).decode("utf-16-be")
            silent = part[1] is not None or part[0].startswith(b"/Artifact")
            inside.append(silent)
        elif part[2]:
            font = dict(fonts[part[2]])
        elif not any(inside):
            codes = _ESCAPE.sub(_letter, part[3])
            pairs = zip(codes[::2], codes[1::2], strict=True)
            yield from (font.get(256 * high + low, "") for high, low in pairs)


def _letter(found: re.Match[bytes]) -> bytes:
    kept = found[1]
    return bytes([int(kept, 8)]) if kept.isdigit() else _LETTERS.get(kept, kept)
