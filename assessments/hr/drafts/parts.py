"""What the pages of a draft show: sections of fields, one page for each part."""

from collections.abc import Callable, Iterator

from flask_babel import gettext as _

from assessments import languages
from assessments.hr.drafts import places
from assessments.hr.drafts.fields import Choices, Field, Row, Section
from assessments.hr.frameworks.words import STATUSES
from competency.frameworks.editing import Content, at
from competency.frameworks.layout import Location

Sections = tuple[Section, ...]


def pair(
    at_: Location, label: str, *, kind: str = "line", needed: bool = True
) -> tuple[Field, Field]:
    """A text in both languages."""
    return (
        Field((*at_, "th"), _("%(what)s (Thai)", what=label), kind, needed=needed),
        Field((*at_, "en"), _("%(what)s (English)", what=label), kind, needed=needed),
    )


def origin(at_: Location) -> tuple[Field, Field]:
    """Status and source of a part."""
    return (
        Field((*at_, "status"), _("Status"), "choice", choices=statuses()),
        Field((*at_, "source"), _("Source")),
    )


def statuses() -> Choices:
    """The status words; a part without one has the usual status of its kind."""
    words = (
        (name, f"{word} – {meaning}") for name, (word, meaning) in STATUSES.items()
    )
    return (("", _("as usual for this part")), *words)


def listed(content: Content, *location: int | str) -> Iterator[tuple[int, Location]]:
    """The elements of a list: their numbers and locations."""
    for index in range(len(at(content, location) or ())):
        yield index, (*location, index)


def about(content: Content) -> Sections:
    """Name, source and notes."""
    source = ("source",)
    return (
        Section(_("Name"), (Row("", pair(("name",), _("Name"))),)),
        Section(
            _("Source and licence"),
            (
                Row(
                    "",
                    (
                        Field(("source", "title"), _("Source"), "text", needed=True),
                        Field(("source", "licence"), _("Licence")),
                        Field(("source", "url"), _("Address")),
                        *pair((*source, "note"), _("Note"), kind="text", needed=False),
                    ),
                ),
            ),
        ),
        Section(
            _("Notes"),
            tuple(
                Row(
                    _("Note %(number)s", number=index + 1),
                    pair(here, _("Note"), kind="text"),
                    here,
                    moves=True,
                )
                for index, here in listed(content, "notes")
            ),
            ("notes",),
            _("Add a note"),
        ),
    )


def levels(content: Content) -> Sections:
    """The scale of levels, and how answers become a level."""
    rule = ("rule",)
    kinds = (
        ("ladder", _("ladder: a level is reached when its items are met")),
        ("mean", _("mean: the weighted mean of the answers")),
        ("direct", _("direct: one rating for each competency")),
    )
    return (
        Section(
            _("Levels"),
            tuple(_level(here) for _index, here in listed(content, "scale")),
            ("scale",),
            _("Add a level"),
        ),
        Section(
            _("Level rule"),
            (
                Row(
                    "",
                    (
                        Field((*rule, "name"), _("Rule"), "choice", choices=kinds),
                        Field(
                            (*rule, "met"),
                            _("Value of the answer from which an item is met"),
                            "whole",
                            hint=_("For “ladder” only."),
                        ),
                        Field(
                            (*rule, "share"),
                            _("Share of the items to be met (0–1)"),
                            "number",
                            hint=_("For “ladder” only; 1 means all of them."),
                        ),
                        Field(
                            (*rule, "answered"),
                            _("Share of the items to be answered (0–1)"),
                            "number",
                            hint=_("For “mean” only; 0.5 where nothing is written."),
                        ),
                    ),
                ),
            ),
        ),
    )


def _level(here: Location) -> Row:
    return Row(
        "",
        (
            Field((*here, "level"), _("Level"), "whole"),
            *pair((*here, "name"), _("Name")),
            Field((*here, "status"), _("Status"), "choice", choices=statuses()),
        ),
        here,
        moves=True,
    )


def answers(content: Content) -> Sections:
    """Answer scales, and one field group for each answer."""
    scales = at(content, ("answers",)) or {}
    several = tuple(
        Section(
            _("Answer scale “%(name)s”", name=name),
            (
                *(_answer(here) for _index, here in listed(content, "answers", name)),
                Row(_("The whole scale"), (), ("answers", name), whole=True),
            ),
            ("answers", name),
            _("Add an answer"),
            note=_(
                "The order of the answers decides how answers are kept. A scale that "
                "items use can only go once they use another one."
            ),
        )
        for name in scales
    )
    another = Section(
        _("Another answer scale"),
        (),
        ("answers",),
        _("Add an answer scale"),
        asks=_("Short name of the new scale, such as “agree”"),
    )
    return (*several, another)


def _answer(here: Location) -> Row:
    fields = (
        Field((*here, "value"), _("Value"), "whole"),
        *pair((*here, "name"), _("Answer")),
    )
    return Row("", fields, here, moves=True)


def areas(content: Content) -> Sections:
    """Areas, and the list of competencies with their order."""
    language = languages.current()
    return (
        Section(
            _("Areas"),
            tuple(
                Row(
                    str(at(content, (*here, "id"))),
                    (
                        *pair((*here, "name"), _("Name")),
                        Field((*here, "group"), _("Group")),
                        *origin(here),
                    ),
                    here,
                    moves=True,
                )
                for _index, here in listed(content, "areas")
            ),
            ("areas",),
            _("Add an area"),
            asks=_("Id of the new area"),
            note=_("An id never changes and is never used again for something else."),
        ),
        Section(
            _("Competencies"),
            tuple(
                Row(
                    places.called(at(content, here), language),
                    (),
                    here,
                    moves=True,
                    link=str(at(content, (*here, "id"))),
                    whole=True,
                )
                for _index, here in listed(content, "competencies")
            ),
            ("competencies",),
            _("Add a competency"),
            asks=_("Id of the new competency"),
        ),
    )


def profiles(content: Content) -> Sections:
    """Profiles: whom each is for."""
    rows = tuple(
        Row(
            str(at(content, (*here, "id"))),
            (
                *pair((*here, "name"), _("Name")),
                Field(
                    (*here, "for"),
                    _("Whom it is for"),
                    "axes",
                    hint=_(
                        "One line for each axis: axis = code, such as role-2567 = OPR. "
                        "Without a line it is for everybody."
                    ),
                ),
            ),
            here,
            moves=True,
            whole=True,
        )
        for _index, here in listed(content, "profiles")
    )
    return (
        Section(
            _("Profiles"),
            rows,
            ("profiles",),
            _("Add a profile"),
            asks=_("Id of the new profile"),
            note=_(
                "Of the profiles that fit a person, the one that names most axes "
                "counts; of equals, the first in this order."
            ),
        ),
    )


PAGES: dict[str, Callable[[Content], Sections]] = {
    "about": about,
    "levels": levels,
    "answers": answers,
    "areas": areas,
    "profiles": profiles,
}
"""The pages of a draft by the word in their address."""
