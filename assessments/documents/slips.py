"""Slips for the first sign-in: cut apart, one for each person, with a code to scan."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

import qrcode
from qrcode.image.svg import SvgPathImage

from assessments.documents.typesetting import Page, Translator, pdf

TEMPLATE = "slips.typ"


@dataclass(frozen=True)
class Slip:
    """What one person gets."""

    name: str
    number: str
    unit: str
    code: str


def write(
    slips: Sequence[Slip], address: str, until: str, page: Page, _: Translator
) -> bytes:
    """The PDF of these slips; `address` is the page of the first sign-in."""
    pictures = {str(at): drawn(link(address, slip)) for at, slip in enumerate(slips)}
    content = {
        "slips": [asdict(slip) for slip in slips],
        "words": _words(address, until, _),
    }
    return pdf(TEMPLATE, page, content, _, pictures)


def _words(address: str, until: str, _: Translator) -> dict[str, str]:
    """The texts that stand on every slip."""
    return {
        "title": _("First sign-in"),
        "number": _("Staff number"),
        "code": _("Code"),
        "address": address,
        "how": _(
            "Scan the picture with the camera of your phone, or open the address and "
            "type staff number and code. Then choose a password of your own."
        ),
        "until": _("The code works once, until %(time)s. Show it to nobody.")
        % {"time": until},
        "picture": _("Picture to scan, which opens the page of the first sign-in"),
    }


def link(address: str, slip: Slip) -> str:
    """The address to scan: what is after the # stays in the browser, in no log."""
    return f"{address}#name={quote(slip.number, safe='')}&code={slip.code}"


def drawn(text: str) -> bytes:
    """A QR code (ISO/IEC 18004) as SVG, with its quiet zone."""
    made = qrcode.make(text, image_factory=SvgPathImage, border=2)
    return bytes(made.to_string())
