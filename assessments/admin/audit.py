"""The log of who did what, for the auditor: no names, no answers, no levels."""

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import Length, ValidationError

from assessments import access, clock, languages, thai
from assessments.admin import blueprint
from assessments.extensions import Form
from assessments.jobs import audit as jobs
from assessments.jobs import queue
from assessments.queries import audit
from assessments.queries.audit import Wanted
from assessments.workbooks import audit_words as words

DAY = timedelta(days=1)
_LONGEST = Length(max=64)


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class DayField(StringField):
    """A day in Bangkok, of either era; `begins` is its first moment in UTC."""

    begins: datetime | None = None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 -- WTForms passes it
        """Read what was written, or say how to write it."""
        if not self.data:
            return
        self.begins = thai.read_moment(f"{self.data} 00:00")
        if self.begins is None:
            example = thai.written(clock.now(), languages.current()).partition(" ")[0]
            text = _("Write a day, such as %(example)s.")
            raise ValidationError(text % {"example": example})


class SearchForm(Form):
    """Which lines the auditor looks for; empty fields leave nothing out."""

    since = DayField(lazy_gettext("From day"), filters=[_stripped])
    until = DayField(lazy_gettext("To day"), filters=[_stripped])
    actor = StringField(
        lazy_gettext("Who (staff number)"), [_LONGEST], filters=[_stripped]
    )
    action = SelectField(lazy_gettext("What was done"))
    noun = SelectField(lazy_gettext("Object"))
    noun_id = StringField(
        lazy_gettext("Number of the object"), [_LONGEST], filters=[_stripped]
    )
    result = SelectField(lazy_gettext("Outcome"))

    def offer(self) -> None:
        """Fill the lists with every word there is."""
        tables = (
            (self.action, words.actions(_)),
            (self.noun, words.nouns(_)),
            (self.result, words.results(_)),
        )
        for field, known in tables:
            field.choices = [("", _("All")), *known.items()]

    def wanted(self) -> Wanted:
        """The lines that are looked for."""
        until = self.until.begins
        return Wanted(
            since=self.since.begins,
            until=None if until is None else until + DAY,
            actor=self.actor.data or "",
            action=self.action.data or "",
            noun=self.noun.data or "",
            noun_id=self.noun_id.data or "",
            result=self.result.data or "",
        )


def _search() -> SearchForm:
    form = SearchForm(request.args, meta={"csrf": False})
    form.offer()
    for field in (form.action, form.noun, form.result):
        field.data = field.data if field.name in request.args else ""
    return form


def _asked() -> dict[str, Any]:
    """What the address says of the search, for the addresses of this page."""
    names = Wanted.__dataclass_fields__
    return {name: text for name, text in request.args.items() if name in names}


@blueprint.get("/audit", endpoint="audit")
@access.audience("auditor")
def log() -> ResponseReturnValue:
    """The lines found, a hundred a page, the newest first."""
    form = _search()
    right = form.validate()
    number = request.args.get("page", 1, type=int)
    return render_template(
        "admin/audit.html",
        form=form,
        page=audit.page(form.wanted(), number) if right else None,
        asked=_asked(),
        actions=words.actions(_),
        nouns=words.nouns(_),
        results=words.results(_),
        roles=words.roles(_),
        told=lambda detail: words.told(detail, _),
        address=lambda n: url_for("admin.audit", **_asked(), page=n),
    )


@blueprint.post("/audit/workbook")
@access.audience("auditor")
def audit_workbook() -> ResponseReturnValue:
    """The page of the job that writes the lines found."""
    form, actor = _search(), access.actor("auditor")
    if not form.validate():
        return redirect(url_for("admin.audit", **_asked()))
    wanted = form.wanted()
    jobs.require_few(wanted)
    asked = jobs.asked(wanted) | {
        "language": languages.current(),
        "account": actor.account_id,
    }
    job = queue.order("audit", asked, actor=actor)
    return redirect(url_for("hr.job", public_id=job.public_id))
