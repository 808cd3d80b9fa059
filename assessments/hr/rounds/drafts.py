"""Drafts of rounds: what a round asks of whom, with which framework, from when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
)
from wtforms.validators import (
    DataRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from assessments import access, clock, thai
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.languages import current as language
from assessments.operations import rounds as operations
from assessments.operations.frameworks import find
from assessments.operations.rounds import Wish
from assessments.queries import frameworks, people, rounds
from assessments.queries.rounds import RoundFacts
from assessments.wording import OTHERS, RATERS, WEIGHING
from competency.frameworks import Framework, parse, shipped
from competency.rounds import RoundSettings, State
from competency.scoring import KINDS

USUAL_LENGTH = timedelta(days=30)
WHOLE = 100


@cache
def _shipped() -> tuple[Framework, ...]:
    return tuple(parse(text) for text in shipped().values())


def offered() -> list[tuple[str, str]]:
    """The framework versions that a round may pin: added ones and shipped ones."""
    added = [version.content for version in frameworks.versions()]
    known = {framework.id for framework in added}
    rest = [framework for framework in _shipped() if framework.id not in known]
    return [
        (f"{each.id}@{each.version}", f"{each.name.of(language())} ({each.version})")
        for each in (*added, *rest)
    ]


USUAL_FRAMEWORK = "ocsc-digital-2567"
"""What a new round is offered first, in its newest version."""


def usual(choices: Iterable[tuple[str, str]]) -> str | None:
    """The choice that a new round begins with; None where it is not offered."""
    names = (name for name, _words in choices)
    return next((n for n in names if n.partition("@")[0] == USUAL_FRAMEWORK), None)


def _stripped(text: str | None) -> str:
    return (text or "").strip()


class MomentField(StringField):
    """A day and a time of day in Bangkok, of either era; `moment` is it in UTC."""

    moment: datetime

    def set(self, value: datetime) -> None:
        """Show a moment."""
        self.data = thai.written(value, language())

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 -- WTForms passes it
        """Read what was written, or say how to write it."""
        found = thai.read_moment(self.data or "")
        if found is None:
            raise ValidationError(
                _("Write a day and a time, such as %(example)s.")
                % {"example": thai.written(clock.now(), language())}
            )
        self.moment = found


PERCENT = [Optional(), NumberRange(0, 100)]
"""Checks of the weight of a kind of rater."""


class RoundForm(Form):
    """What a draft says of a round."""

    name = StringField(
        lazy_gettext("Name"), [DataRequired(), Length(max=300)], filters=[_stripped]
    )
    framework = SelectField(lazy_gettext("Framework"))
    opens_at = MomentField(lazy_gettext("Opens"))
    closes_at = MomentField(lazy_gettext("Closes"))
    units = SelectMultipleField(lazy_gettext("Only these units and all below them"))
    staff_types = SelectMultipleField(lazy_gettext("Only these kinds of staff"))
    may_take_back = BooleanField(
        lazy_gettext("Answers that were handed in may be taken back until closing")
    )
    raters = SelectMultipleField(
        lazy_gettext("Beside oneself, also rated by"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    sees_self = BooleanField(
        lazy_gettext("Supervisors see the self-rating before they hand in theirs")
    )
    by_items = BooleanField(
        lazy_gettext("Others answer the items too, instead of one level a competency")
    )
    weights = SelectField(
        lazy_gettext("How kinds of rater count"), default="civil-service"
    )
    percent_self = IntegerField(lazy_gettext("Self-rating, per cent"), PERCENT)
    percent_supervisor = IntegerField(lazy_gettext("Supervisor, per cent"), PERCENT)
    percent_peer = IntegerField(lazy_gettext("Colleagues, per cent"), PERCENT)
    percent_subordinate = IntegerField(lazy_gettext("Subordinates, per cent"), PERCENT)
    adaptive = BooleanField(
        lazy_gettext("Ask only the items that settle a level, step by step")
    )
    knowledge = BooleanField(lazy_gettext("Ask the framework's knowledge questions"))
    submit = SubmitField(lazy_gettext("Save the draft"))

    def validate_closes_at(self, field: Field) -> None:
        """A round closes after it opens."""
        opens = getattr(self.opens_at, "moment", None)
        closes = getattr(field, "moment", None)
        if opens and closes and opens >= closes:
            raise ValidationError(_("A round closes after it opens."))

    def validate_weights(self, field: Field) -> None:
        """One's own weights are those of the kinds that rate, and make a whole."""
        if field.data != "own":
            return
        rating = {"self", *(self.raters.data or ())}
        strange = [k for k, p in zip(KINDS, self.percent, strict=True) if p > 0]
        if sum(self.percent) != WHOLE or not rating.issuperset(strange):
            raise ValidationError(
                _(
                    "The weights of the kinds that rate in this round make 100 "
                    "together; the others stay empty. Now they make %(total)s."
                )
                % {"total": sum(self.percent)}
            )

    @property
    def percent(self) -> tuple[int, ...]:
        """One's own weights in the order of kinds; 0 where the field is empty."""
        return tuple(int(self[f"percent_{kind}"].data or 0) for kind in KINDS)

    def offer(self) -> None:
        """Fill the lists that depend on what is loaded."""
        self.framework.choices = offered()
        tree = people.tree()
        self.units.choices = [
            (unit.code, "\u2003" * unit.depth + unit.name(language())) for unit in tree
        ]
        self.raters.choices = [(kind, str(RATERS[kind])) for kind in OTHERS]
        self.weights.choices = [(name, str(said)) for name, said in WEIGHING.items()]
        self.staff_types.choices = [(kind, kind) for kind in rounds.staff_types()]

    def show(self, found: RoundFacts) -> None:
        """Fill the form from a draft."""
        self.name.data = found.name
        self.framework.data = f"{found.framework_id}@{found.framework_version}"
        self.opens_at.set(found.opens_at)
        self.closes_at.set(found.closes_at)
        self.units.data = list(found.settings.units)
        self.staff_types.data = list(found.settings.staff_types)
        self.may_take_back.data = found.settings.may_take_back
        self.raters.data = list(found.settings.raters)
        self.sees_self.data = found.settings.sees_self
        self.by_items.data = found.settings.by_items
        self.weights.data = found.settings.weights
        if found.settings.weights == "own":
            for kind, percent in zip(KINDS, found.settings.percent, strict=True):
                self[f"percent_{kind}"].data = percent
        self.adaptive.data = found.settings.adaptive
        self.knowledge.data = found.settings.knowledge

    def wish(self) -> Wish:
        """The draft that the form describes; its framework is loaded if need be."""
        settings = RoundSettings.model_validate(
            {
                "units": tuple(self.units.data or ()),
                "staff_types": tuple(self.staff_types.data or ()),
                "may_take_back": bool(self.may_take_back.data),
                "raters": tuple(self.raters.data or ()),
                "sees_self": bool(self.sees_self.data),
                "by_items": bool(self.by_items.data),
                "weights": self.weights.data,
                **({"percent": self.percent} if self.weights.data == "own" else {}),
                "adaptive": bool(self.adaptive.data),
                "knowledge": bool(self.knowledge.data),
            }
        )
        version = find(
            str(self.framework.data), actor=access.actor("hr"), now=clock.now()
        )
        return Wish(
            str(self.name.data),
            version.id,
            self.opens_at.moment,
            self.closes_at.moment,
            settings,
        )


def _page(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("hr.round_", public_id=public_id))


@blueprint.route("/rounds/new", methods=["GET", "POST"])
@access.audience("hr")
@access.whole_agency
def round_new() -> ResponseReturnValue:
    """The form of a new draft."""
    form = RoundForm()
    form.offer()
    if form.validate_on_submit():
        actor, now = access.actor("hr"), clock.now()
        number = operations.create(form.wish(), actor=actor, now=now)
        flash(_("The draft is saved. Look it over and open the round."), "success")
        return _page(rounds.round_(number).public_id)
    if not form.is_submitted():
        form.opens_at.set(clock.now())
        form.closes_at.set(clock.now() + USUAL_LENGTH)
        form.may_take_back.data = True
        form.framework.data = usual(offered())
    return render_template("hr/round_form.html", form=form, title=_("New round"))


@blueprint.route("/rounds/<public_id>/edit", methods=["GET", "POST"])
@access.audience("hr")
@access.whole_agency
def round_edit(public_id: str) -> ResponseReturnValue:
    """The form of a draft that is there already."""
    found = rounds.named(public_id)
    if found is None:
        abort(404)
    if found.state is not State.DRAFT:
        raise operations.RoundChangedError(found.state)
    form = RoundForm()
    form.offer()
    if form.validate_on_submit():
        actor, now = access.actor("hr"), clock.now()
        operations.change(found.id, form.wish(), actor=actor, now=now)
        flash(_("The draft is saved. Look it over and open the round."), "success")
        return _page(public_id)
    if not form.is_submitted():
        form.show(found)
    return render_template("hr/round_form.html", form=form, title=_("Change the draft"))
