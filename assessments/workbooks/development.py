"""A development plan as the form that agencies print and sign."""

from collections.abc import Callable

from assessments.thai import date_
from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets
from competency.development.printed import Line, Printed, Signature

Translator = Callable[[str], str]
_SATANG = 100
DOTS = "." * 40


def write(plan: Printed, _: Translator, *, language: str) -> bytes:
    """A workbook of one sheet: the rows of the plan, and lines to sign below them."""
    sheet = Sheet(
        _("Development plan"),
        _("Individual development plan"),
        (_table(plan, _),),
        tuple(_facts(plan, _)),
        fixed=2,
        below=tuple(signed(each, _, language) for each in plan.signatures),
    )
    return write_sheets((sheet,), language=language, now=plan.made_at)


def headers(_: Translator) -> tuple[str, ...]:
    """The columns of the printed form, in its order."""
    return (
        _("No."),
        _("Knowledge, skill or competency to develop"),
        _("Goal of the development"),
        _("How to develop"),
        _("Starts on"),
        _("Ends on"),
        _("Budget in baht"),
        _("How success is measured"),
        _("Result"),
    )


_COLUMNS = (
    ("code", 6),
    ("text", 34),
    ("text", 40),
    ("text", 38),
    ("date", 14),
    ("date", 14),
    ("baht", 14),
    ("text", 34),
    ("text", 34),
)
"""Kind and width of each column."""


def _table(plan: Printed, _: Translator) -> Table:
    columns = tuple(
        Column(header, kind, width)
        for header, (kind, width) in zip(headers(_), _COLUMNS, strict=True)
    )
    rows = tuple(map(_row, plan.lines))
    total = plan.budget_satang
    if total is None:
        return Table(columns, rows)
    words = "", _("Budget in all"), "", "", None, None, total / _SATANG, "", ""
    return Table(columns, rows, total=words)


def _row(line: Line) -> tuple[Value, ...]:
    budget = line.budget_satang
    return (
        str(line.number),
        line.topic,
        line.goal,
        line.methods,
        line.starts_on,
        line.ends_on,
        None if budget is None else budget / _SATANG,
        line.measure,
        line.result,
    )


def _facts(plan: Printed, _: Translator) -> tuple[str, ...]:
    whose = ((_("Name"), plan.person), (_("Title"), plan.title), (_("Unit"), plan.unit))
    what = (
        (_("Round"), plan.round_name),
        (_("Framework"), plan.framework),
        (_("State"), plan.state),
    )
    return tuple(
        "   ".join(f"{term}: {value}" for term, value in facts if value)
        for facts in (whose, what)
    )


def signed(signature: Signature, _: Translator, language: str) -> str:
    """A line to sign, with who signs it and when the system has noted it."""
    known = (
        _("noted in the system on %(date)s") % {"date": date_(signature.at, language)}
        if signature.at
        else _("date %(blank)s") % {"blank": DOTS[:24]}
    )
    who = ", ".join(part for part in (signature.name or DOTS, signature.title) if part)
    return f"{signature.says}  {_('Signed')} {DOTS}  ({who})  {known}"
