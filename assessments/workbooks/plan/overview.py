"""The first and the last sheet: what the plan comes to, and how it was made."""

from collections.abc import Iterator

from assessments.thai import moment
from assessments.workbooks.plan.content import CompetencyLine, Content, Translator
from assessments.workbooks.plan.words import (
    baht,
    binding,
    facts,
    levels,
    limits,
    method,
    proof,
)
from assessments.workbooks.writer import Column, Sheet, Table


def summary_sheet(
    content: Content, _: Translator, language: str, *, named: bool
) -> Sheet:
    """The first sheet: what binds, the plan in figures, and by competency.

    Without names, counts of fewer people than `k` are told as such.
    """
    figures = Table(
        (Column(_("What"), width=52), Column(_("Value"), "figure", width=28)),
        facts(content, _),
        heading=_("The plan in figures"),
    )
    notes = (
        content.round_name,
        _("Made %(time)s under a budget of %(budget)s.")
        % {
            "time": moment(content.made_at, language),
            "budget": baht(content.plan.settings.budget_satang, _),
        },
        proof(content.plan, _),
        *binding(content.plan, _),
    )
    bound = _limits(content, _)
    tables = (
        figures,
        _competencies(content, _, language, named=named),
        *([bound] if bound.rows else []),
    )
    return Sheet(_("Summary"), _("Training plan"), tables, notes, landscape=False)


def _competencies(
    content: Content, _: Translator, language: str, *, named: bool
) -> Table:
    columns = (
        Column(_("Competency"), width=52),
        Column(_("People below target"), "whole", width=28),
        Column(_("People lifted"), "whole", width=16),
        Column(_("Levels closed"), content.levels_kind, width=16),
    )
    few = _("fewer than %(count)s") % {"count": content.k}
    rows = [
        (line.competency.name.of(language), *_counts(line, content.k, few, named=named))
        for line in content.competencies
    ]
    return Table(columns, rows, heading=_("By competency"))


def _limits(content: Content, _: Translator) -> Table:
    columns = Column(_("Course"), width=52), Column(_("Why"), width=28)
    rows = [(f"{code} {name}", why) for code, name, why in limits(content.plan, _)]
    return Table(columns, rows, heading=_("Courses that cannot help more"))


def _counts(
    line: CompetencyLine, k: int, few: str, *, named: bool
) -> tuple[float | str, ...]:
    if not named and (0 < line.short < k or 0 < line.people < k):
        return few, few, few
    return line.short, line.people, line.closes


def method_sheet(content: Content, _: Translator, language: str) -> Sheet:
    """How the plan was made, and everything needed to make it again."""
    table = Table(
        (Column(_("What"), width=42), Column(_("Value"), width=90)),
        list(_method_rows(content, _, language)),
    )
    notes = (
        _(
            "Levels are rounded halves up. A course serves people at or above its "
            "level before and below its level after, and lifts them to the level "
            "after, counted up to their target. A person takes at most one course "
            "that lifts a competency. People whose level or target is unknown are "
            "not planned for in that competency."
        ),
        _(
            "The plan closes as many levels as it can within budget, class sizes and "
            "runs; among equal plans the cheapest is made. The distance to the bound "
            "is that of the plan with names: no plan at all can close more than the "
            "bound."
        ),
    )
    return Sheet(_("Method and data"), _("Method and data"), (table,), notes)


def _method_rows(
    content: Content, _: Translator, language: str
) -> Iterator[tuple[str, str]]:
    plan, framework = content.plan, content.framework
    yield _("Plan"), str(content.number)
    yield _("Round"), f"{content.round_id} · {content.round_name}"
    if content.closed_at is not None:
        yield _("Closed"), moment(content.closed_at, language)
    yield _("Made"), moment(content.made_at, language)
    yield _("Framework"), f"{framework.name.of(language)} ({framework.id})"
    yield _("Version of the framework"), framework.version
    yield _("Digest of the framework"), content.digest
    yield _("Budget"), baht(plan.settings.budget_satang, _)
    yield _("Courses considered"), f"{len(plan.courses):,}"
    yield _("Method"), method(plan, _)
    seconds = _("%(count)s seconds") % {"count": f"{plan.settings.seconds:g}"}
    yield _("Time allowed to the solver"), seconds
    yield (
        _("Distance that ends the search"),
        f"{plan.settings.tolerance:.1%}",
    )
    yield _("Levels closed by the plan"), levels(plan.closed)
    yield _("Proven upper bound"), levels(plan.bound)
    yield _("Distance to the bound"), f"{plan.gap:.2%}"
    yield _("Digest of the data"), content.input_digest
    for name, version in content.versions.items():
        yield _("Version of %(name)s") % {"name": name}, str(version)
    sources = {
        (target.source, target.status)
        for profile in framework.profiles
        for target in profile.targets.values()
        if target.source
    }
    said = {
        "official": _("official"),
        "ours": _("written for this product"),
        "agency": _("decided by the agency"),
        "assumed": _("assumed"),
    }
    for source, status in sorted(sources):
        yield _("Source of targets"), f"{source} ({said.get(status, status)})"
