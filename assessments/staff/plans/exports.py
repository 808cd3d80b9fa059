"""A development plan to take along: as a workbook, and as a PDF to print and sign."""

from io import BytesIO

from flask import abort, current_app, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments import access, clock, languages
from assessments.documents import development as document
from assessments.queries.development import Plan
from assessments.staff import blueprint
from assessments.staff.plans import words
from assessments.staff.plans.pages import found, note_read
from assessments.workbooks import development as workbook
from competency.development import Row
from competency.development.printed import Line, Printed, Signature

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/plans/<public_id>/workbook")
@access.audience("staff")
def plan_workbook(public_id: str) -> ResponseReturnValue:
    """The saved plan as a workbook in the language of the page."""
    plan = _kept(public_id)
    made = workbook.write(printed(plan), _, language=languages.current())
    name = _called(plan, "xlsx")
    return send_file(BytesIO(made), XLSX, as_attachment=True, download_name=name)


@blueprint.get("/plans/<public_id>/document")
@access.audience("staff")
def plan_document(public_id: str) -> ResponseReturnValue:
    """The saved plan as a PDF in the language of the page."""
    plan, language = _kept(public_id), languages.current()
    words_ = _("Demo: all people, units and figures are invented.")
    notice = words_ if current_app.config["DEMO"] else ""
    made = document.write(printed(plan), _, language=language, notice=notice)
    name = _called(plan, "pdf")
    return send_file(BytesIO(made), "application/pdf", download_name=name)


def _called(plan: Plan, ending: str) -> str:
    """The name of a file: what offices call it, and whose it is."""
    return f"IDP {plan.person}.{ending}".replace("/", "-")


def _kept(public_id: str) -> Plan:
    """A plan that somebody has saved; a look by the supervisor is logged."""
    plan = found(public_id)
    if plan.id is None:
        abort(404)
    note_read(plan)
    return plan


def printed(plan: Plan) -> Printed:
    """A plan in the words of the reader's language."""
    language, framework = languages.current(), plan.framework
    called = {each.id: each.name.of(language) for each in framework.competencies}
    return Printed(
        person=plan.person,
        title=plan.title,
        unit=plan.unit(language),
        round_name=plan.round_name,
        framework=f"{framework.name.of(language)} {framework.version}",
        state=str(words.STATES[plan.state]),
        lines=tuple(_line(n, row, called) for n, row in enumerate(plan.rows, 1)),
        signatures=_signatures(plan),
        made_at=clock.now().replace(microsecond=0),
    )


def _line(number: int, row: Row, called: dict[str, str]) -> Line:
    topic = (called.get(row.competency, row.competency), row.topic)
    ways = ", ".join(str(words.METHODS[each]) for each in row.methods)
    course = _("Course: %(name)s", name=row.course_name) if row.course_name else ""
    return Line(
        number,
        " – ".join(filter(None, topic)),
        "\n".join(filter(None, (levels(row), row.goal))),
        "\n".join(filter(None, (ways, course))),
        row.starts_on,
        row.ends_on,
        row.budget_satang,
        row.measure,
        row.result,
    )


def levels(row: Row) -> str:
    """From which level to which a row leads; "" where no goal is said."""
    if row.to_level is None:
        return ""
    to = languages.level(row.to_level)
    if row.from_level is None:
        return str(_("To level %(to)s") % {"to": to})
    before = languages.level(row.from_level)
    return str(_("From level %(before)s to %(to)s") % {"before": before, "to": to})


def _signatures(plan: Plan) -> tuple[Signature, ...]:
    """The three lines of the form: the person, and the supervisor twice."""
    above = plan.supervisor or "", plan.supervisor_title or ""
    return (
        Signature(
            _("Staff member, acknowledges"), plan.person, plan.title, plan.proposed_at
        ),
        Signature(_("Supervisor, approves"), *above, plan.agreed_at),
        Signature(_("Supervisor, acknowledges the result"), *above, plan.done_at),
    )
