"""The page of one competency of a draft: its words, its levels, its items."""

from collections.abc import Iterator

from flask_babel import gettext as _

from assessments import languages
from assessments.hr.drafts import places
from assessments.hr.drafts.fields import Field, Row, Section
from assessments.hr.drafts.parts import Sections, listed, origin, pair
from competency.frameworks.editing import Content, at
from competency.frameworks.layout import Location


def sections(content: Content, index: int) -> Sections:
    """One competency: what it is called, how its levels are worded, its items."""
    here: Location = ("competencies", index)
    language = languages.current()
    known = at(content, ("areas",)) or ()
    several = tuple((str(a["id"]), places.called(a, language)) for a in known)
    return (
        Section(
            _("The competency"),
            (
                Row(
                    "",
                    (
                        *pair((*here, "name"), _("Name")),
                        *pair(
                            (*here, "description"),
                            _("Description"),
                            kind="text",
                            needed=False,
                        ),
                        Field((*here, "area"), _("Area"), "choice", choices=several),
                        *origin(here),
                    ),
                ),
            ),
        ),
        Section(_("Wording of its levels"), tuple(_wordings(content, here, language))),
        Section(
            _("Items"),
            tuple(
                _item(content, each) for _index, each in listed(content, *here, "items")
            ),
            (*here, "items"),
            _("Add an item"),
        ),
    )


def _wordings(content: Content, here: Location, language: str) -> Iterator[Row]:
    kept = at(content, (*here, "levels")) or {}
    scale = {str(each.get("level")): each for each in at(content, ("scale",)) or ()}
    for level in dict.fromkeys((*scale, *kept)):
        title = f"{level} {places.called(scale.get(level), language)}".strip()
        fields = pair((*here, "levels", level), _("Wording"), kind="text", needed=False)
        yield Row(title, fields)


def _item(content: Content, here: Location) -> Row:
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
            Field((*here, "unit"), _("Official unit")),
            *pair((*here, "example"), _("Example"), kind="text", needed=False),
        ),
    )
