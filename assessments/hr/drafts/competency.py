"""The page of one competency of a draft: words, levels, official units, items."""

from collections.abc import Iterator

from flask_babel import gettext as _

from assessments import languages
from assessments.hr.drafts import places
from assessments.hr.drafts.fields import Choices, Field, Row, Section
from assessments.hr.drafts.parts import Sections, listed, origin, pair, statuses
from competency.frameworks.editing import ITEMS, UNITS, Content, at
from competency.frameworks.layout import Location


def sections(content: Content, index: int) -> Sections:
    """One competency: its names, the wording of its levels, its units, its items."""
    here: Location = ("competencies", index)
    language = languages.current()
    wordings = tuple(_wordings(content, here, language))
    return (
        _about(content, here, language),
        Section(_("Wording of its levels"), wordings),
        _units(content, (*here, UNITS)),
        _items(content, (*here, ITEMS), _codes(content, (*here, UNITS), language)),
    )


def _about(content: Content, here: Location, language: str) -> Section:
    known = at(content, ("areas",)) or ()
    several = tuple((str(a["id"]), places.called(a, language)) for a in known)
    fields = (
        *pair((*here, "name"), _("Name")),
        *pair((*here, "description"), _("Description"), kind="text", needed=False),
        Field((*here, "area"), _("Area"), "choice", choices=several),
        *origin(here),
    )
    return Section(_("The competency"), (Row("", fields),))


def _wordings(content: Content, here: Location, language: str) -> Iterator[Row]:
    kept = at(content, (*here, "levels")) or {}
    scale = {str(each.get("level")): each for each in at(content, ("scale",)) or ()}
    for level in dict.fromkeys((*scale, *kept)):
        title = f"{level} {places.called(scale.get(level), language)}".strip()
        fields = pair((*here, "levels", level), _("Wording"), kind="text", needed=False)
        yield Row(title, fields)


def _units(content: Content, location: Location) -> Section:
    return Section(
        _("Official units"),
        tuple(_unit(each) for _index, each in listed(content, *location)),
        location,
        _("Add an official unit"),
        note=_("Units of competency that an authority has published."),
    )


def _codes(content: Content, location: Location, language: str) -> Choices:
    """The codes of the official units that stand there, with their names."""
    units = at(content, location) or ()
    return tuple(
        (str(unit["code"]), places.called(unit, language))
        for unit in units
        if unit.get("code")
    )


def _unit(here: Location) -> Row:
    kept = tuple(each for each in statuses() if each[0])
    return Row(
        "",
        (
            Field((*here, "code"), _("Code"), needed=True),
            *pair((*here, "name"), _("Name")),
            Field((*here, "status"), _("Status"), "choice", choices=kept),
            Field((*here, "source"), _("Source")),
        ),
        here,
        moves=True,
    )


def _items(content: Content, location: Location, units: Choices) -> Section:
    several = listed(content, *location)
    return Section(
        _("Items"),
        tuple(_item(content, each, units) for _index, each in several),
        location,
        _("Add an item"),
    )


def _item(content: Content, here: Location, units: Choices) -> Row:
    scales = tuple((name, name) for name in at(content, ("answers",)) or ())
    steps = (str(each.get("level", "")) for each in at(content, ("scale",)) or ())
    return Row(
        str(at(content, (*here, "id"))),
        (
            *pair((*here, "text"), _("Text"), kind="text"),
            Field(
                (*here, "level"),
                _("Level"),
                "step",
                choices=(("", _("no single level")), *((s, s) for s in steps)),
            ),
            Field((*here, "answers"), _("Answer scale"), "choice", choices=scales),
        ),
        here,
        moves=True,
        more=(
            Field(
                (*here, "weight"),
                _("Weight"),
                "number",
                hint=_("1 where nothing is written."),
            ),
            Field((*here, "reversed"), _("Agreeing means less"), "flag"),
            Field(
                (*here, "key"),
                _("Value of the right answer"),
                "wholes",
                hint=_("For questions of knowledge only; several with commas."),
            ),
            Field(
                (*here, "unit"),
                _("Official unit"),
                "offer",
                choices=units,
                hint=_("A code of the official units above, or any other."),
            ),
            *pair((*here, "example"), _("Example"), kind="text", needed=False),
        ),
    )
