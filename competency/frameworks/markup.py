"""Texts in files that hold HTML: read as people see them, written escaped."""

import html
import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
)

_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style"})
"""What a browser does not show: it ends with its own end tag, whatever is in it."""


def marked_up(text: str) -> str:
    """A text as the HTML of a description; a blank one of a blank one."""
    if not text:
        return ""
    return f"<p>{html.escape(text, quote=False)}</p>".replace("\n", "<br>")


def lines(text: str) -> str:
    """A text as HTML without a paragraph around it, its lines broken."""
    return html.escape(text, quote=False).replace("\n", "<br />")


def plain(markup: str) -> str:
    """The text of an HTML description, its paragraphs and breaks as lines."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = "".join(parser.parts).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


class _Text(HTMLParser):
    """Gathers what a reader of the markup sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

        self.hidden = 0

    def handle_data(self, data: str) -> None:
        """Keep a text; a break of the source is a blank."""
        if not self.hidden:
            self.parts.append(re.sub(r"[\r\n]+", " ", data))

    def handle_endtag(self, tag: str) -> None:
        """Go on where a script or a style sheet ends."""
        if tag in _HIDDEN:
            self.hidden = max(self.hidden - 1, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- HTMLParser's signature
        """Break the line where a block begins, unless it is new already."""
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _CELLS:
            self.parts.append(" ")
        elif tag == "br" or (tag in _BREAKS and "".join(self.parts[-1:]).strip()):
            self.parts.append("\n")
