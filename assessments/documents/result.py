"""Results of people on paper: what to do first in words, then figures, then details."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assessments.documents.typesetting import Content, Page, Translator, pdf

TEMPLATE = "result.typ"


@dataclass(frozen=True)
class Whose:
    """Whose result it is, as the round knows the person."""

    number: str
    name: str
    title: str
    unit: str


@dataclass(frozen=True)
class Entry:
    """One competency in words, with the shares of its two bars; NaN is no bar.

    `sentences` say what the level means and whatever else is known of it, `answered`
    on how many answers it rests, `said` what each kind of rater said; `courses` begin
    with what they are.
    """

    name: str
    level: str
    target: str
    gap: str
    short: bool
    strong: bool
    level_share: float
    target_share: float
    sentences: tuple[str, ...]
    answered: str
    said: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """All that is printed of one person; `order` are places in `entries`.

    `picture` is SVG, None where there is none; `told` is the same in words.
    """

    whose: Whose
    framework: str
    provisional: bool
    origin: str
    aimless: bool
    entries: tuple[Entry, ...]
    order: tuple[int, ...]
    picture: bytes | None = None
    told: str = ""


def write(papers: Sequence[Paper], page: Page, _: Translator) -> bytes:
    """The PDF of these people, each beginning on the front of a sheet."""
    drawn = {str(at): paper.picture for at, paper in enumerate(papers) if paper.picture}
    content: Content = {
        "words": _words(_),
        "papers": [_values(paper) for paper in papers],
    }
    return pdf(TEMPLATE, page, content, _, drawn)


def _values(paper: Paper) -> Content:
    """A paper as JSON can hold it: its picture travels apart."""
    ordered = [paper.entries[at] for at in paper.order]
    return asdict(paper) | {
        "picture": paper.picture is not None,
        "entries": [_entry(each) for each in paper.entries],
        "ordered": [_entry(each) for each in ordered],
    }


def _entry(entry: Entry) -> Content:
    shares = {"level_share": entry.level_share, "target_share": entry.target_share}
    known = {name: None if math.isnan(s) else s for name, s in shares.items()}
    return asdict(entry) | known


def _words(_: Translator) -> Content:
    """The texts that stand on every paper."""
    return {
        "result": _("Competency assessment result"),
        "number": _("Staff number"),
        "position": _("Position"),
        "unit": _("Unit"),
        "framework": _("Framework"),
        "private": _("Personal data: for the person named here."),
        "provisional": _("Provisional"),
        "aimless": _(
            "No target is known for your position in this framework. Your levels stand "
            "alone; no gap is worked out."
        ),
        "first": _("Where to go on first"),
        "none_short": _("No competency is known to be below its target."),
        "strengths": _("Strengths"),
        "none_strong": _("No competency is known to meet its target yet."),
        "overview": _("All competencies"),
        "competency": _("Competency"),
        "level": _("Level"),
        "target": _("Target"),
        "gap": _("Gap"),
        "marks": _(
            "Where a mark is missing, the level or target is unknown or not required; "
            "the table says which."
        ),
        "details": _("One by one"),
    }
