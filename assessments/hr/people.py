"""Units and people: the tree, the list and one person."""

from collections.abc import Callable

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext

from assessments import access
from assessments.hr import blueprint
from assessments.queries import people, targets

AXES: dict[str, LazyString] = {
    "group-2561": lazy_gettext("Personnel group (framework of 2561)"),
    "stage-2561": lazy_gettext("Stage (framework of 2561)"),
    "work-2567": lazy_gettext("Work group (framework of 2567)"),
    "role-2567": lazy_gettext("Role level (framework of 2567)"),
    "position-local": lazy_gettext("Position type and level"),
    "position-level": lazy_gettext("Position level code"),
}
"""What the axes of the shipped frameworks are called; others go by their own name."""


@blueprint.get("/people", endpoint="people")
@access.audience("hr")
def list_() -> ResponseReturnValue:
    """The staff of my part in Thai order: all, or those of a unit or a search."""
    mine = access.unit_ids("hr")
    tree = people.tree(mine)
    chosen = next((u for u in tree if u.public_id == request.args.get("unit")), None)
    within = mine if chosen is None else people.below([chosen.id]) & mine
    text = request.args.get("text", "").strip()
    page = people.search(text, within, request.args.get("page", 1, type=int))
    return render_template(
        "hr/people.html",
        tree=tree,
        chosen=chosen,
        text=text,
        page=page,
        address=_address(text, chosen),
        may_import=people.unit_ids() <= mine,
    )


def _address(text: str, chosen: people.UnitLine | None) -> Callable[[int], str]:
    """A function from page number to address, for the same search."""
    unit = None if chosen is None else chosen.public_id
    return lambda number: url_for(
        "hr.people", text=text or None, unit=unit, page=number
    )


@blueprint.get("/people/<public_id>")
@access.audience("hr")
def person(public_id: str) -> ResponseReturnValue:
    """What the roster tells of one person of my part."""
    found = people.person(public_id, access.unit_ids("hr"))
    if found is None:
        abort(404)
    placings = [(AXES.get(axis, axis), code) for axis, code in found.placings.items()]
    own = targets.count_of(found.line.id)
    return render_template("hr/person.html", person=found, placings=placings, own=own)
