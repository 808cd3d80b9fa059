"""The sheets that the plan rests on: groups of needs and the gap matrix."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from assessments.workbooks import needs
from assessments.workbooks.cells import Value
from assessments.workbooks.plan.content import Content, Translator
from assessments.workbooks.writer import Column, Sheet, Table


def groups_sheet(
    content: Content, _: Translator, language: str, *, named: bool
) -> Sheet:
    """Groups of like needs, how many of them have a seat, and who is in none.

    Without names, a count of fewer people than `k` is told as such.
    """
    title, name = _("Groups of training needs"), _("Groups")
    if content.groups is None:
        told = _("No groups were looked for in this round.")
        none = Table((Column(_("Group"), width=90),), [(told,)])
        return Sheet(name, title, (none,))
    few = _("fewer than %(count)s") % {"count": content.k}
    tell = partial(_told, k=content.k, few=few, named=named)
    found = content.groups.needs
    groups = _groups(content, content.groups, tell, _, language)
    columns = (Column(_("Standing"), width=70), Column(_("People"), "whole", width=20))
    rows = [(words, tell(count)) for words, count in needs.standings(found, _)]
    standings = Table(columns, rows, heading=_("Everybody"))
    tables = (groups, standings) if found.clusters else (standings,)
    return Sheet(name, title, tables, (needs.outcome(found, _),))


def _groups(
    content: Content,
    found: needs.Clustering,
    tell: Callable[[int], int | str],
    _: Translator,
    language: str,
) -> Table:
    columns = (
        Column(_("Group"), width=44),
        Column(_("People"), "whole", width=14),
        Column(_("With a seat"), "whole", width=14),
        Column(_("What sets it apart"), width=60),
        Column(_("Stability in words"), width=40),
    )
    called = needs.names(content.framework, language)
    seated = _seated(content, found)
    rows = [
        (
            needs.title(each, called, _),
            each.people,
            tell(seated[each.number]),
            needs.sentence(each, called, _),
            needs.firmness(each, needs.draws(found), _),
        )
        for each in found.needs.clusters
    ]
    return Table(columns, rows, heading=_("Groups"))


def _told(count: int, *, k: int, few: str, named: bool) -> int | str:
    return few if not named and 0 < count < k else count


def _seated(content: Content, found: needs.Clustering) -> Mapping[int, int]:
    """People with a seat in each group; 0 in a group without any."""
    placed = set(content.plan.placements["person"])
    return Counter(each.cluster for each in found.people if each.person_id in placed)


def gaps_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """Gaps of everybody in the round; unknown and not required in words."""
    columns = (
        Column(_("Staff number"), "code"),
        Column(_("Name"), width=30),
        Column(_("Unit"), width=38),
        *(
            Column(each.name.of(language), "gap", width=13)
            for each in content.framework.competencies
        ),
    )
    cell = partial(_gap, unknown=_("unknown"), free=_("not required"))
    values = content.gaps.reindex([each.person_id for each in content.people])
    rows = (
        (person.code, person.name, person.unit(language), *map(cell, line))
        for person, line in zip(content.people, values.to_numpy().tolist(), strict=True)
    )
    notes = (
        _("Gap = level − target: negative is a shortfall, red; above target is blue."),
    )
    table = Table(columns, rows)
    return Sheet(_("Gap matrix"), _("Gap matrix"), (table,), notes, fixed=2)


def _gap(value: float, unknown: str, free: str) -> Value:
    if np.isnan(value):
        return unknown
    return free if np.isinf(value) else round(value, 2)
