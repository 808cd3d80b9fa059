"""A development plan as a sheet to print and sign, A4 across."""

from collections.abc import Callable
from datetime import date

from assessments.documents.typesetting import Page, pdf
from assessments.thai import date_, written_day
from competency.development.printed import Line, Printed, Signature

Translator = Callable[[str], str]
_SATANG = 100


def write(plan: Printed, _: Translator, *, language: str, notice: str = "") -> bytes:
    """The PDF of a plan; `notice` is what has to stand on each of its pages."""
    title = _("Individual development plan of %(name)s") % {"name": plan.person}
    about = f"{plan.round_name} · {plan.person}"
    page = Page(title, language, about, plan.made_at, notice)
    content = {
        "facts": [list(fact) for fact in _facts(plan, _) if fact[1]],
        "headers": _headers(_),
        "rows": [_row(line, language) for line in plan.lines],
        "total": _total(plan, _),
        "signatures": [_signature(each, _, language) for each in plan.signatures],
        "signing": _("Signatures"),
    }
    return pdf("development.typ", page, content, _)


def _facts(plan: Printed, _: Translator) -> tuple[tuple[str, str], ...]:
    return (
        (_("Name"), plan.person),
        (_("Title"), plan.title),
        (_("Unit"), plan.unit),
        (_("Round"), plan.round_name),
        (_("Framework"), plan.framework),
        (_("State"), plan.state),
    )


def _headers(_: Translator) -> list[str]:
    return [
        _("No."),
        _("Knowledge, skill or competency to develop"),
        _("Goal of the development"),
        _("How to develop"),
        _("Period"),
        _("Budget in baht"),
        _("How success is measured"),
        _("Result"),
    ]


def _row(line: Line, language: str) -> list[str]:
    days = (_day(each, language) for each in (line.starts_on, line.ends_on))
    return [
        str(line.number),
        line.topic,
        line.goal,
        line.methods,
        "–\n".join(each for each in days if each),
        _baht(line.budget_satang),
        line.measure,
        line.result,
    ]


def _day(value: date | None, language: str) -> str:
    return "" if value is None else written_day(value, language)


def _baht(satang: int | None) -> str:
    if satang is None:
        return ""
    whole, rest = divmod(satang, _SATANG)
    return f"{whole:,}" + (f".{rest:02d}" if rest else "")


def _total(plan: Printed, _: Translator) -> list[str]:
    """What stands under the budgets: nothing where none is said."""
    budget = plan.budget_satang
    return [] if budget is None else [_("Budget in all"), _baht(budget)]


def _signature(each: Signature, _: Translator, language: str) -> dict[str, str]:
    noted = _("noted in the system on %(date)s")
    return {
        "says": each.says,
        "name": each.name,
        "title": each.title,
        "signed": _("Signed"),
        "date": _("Date"),
        "noted": noted % {"date": date_(each.at, language)} if each.at else "",
    }
