"""Groups of training needs: ordering them, seeing them, taking them away."""

from dataclasses import dataclass
from itertools import chain

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import IntegerField, SelectField, SubmitField
from wtforms.validators import NumberRange, Optional

from assessments import access, languages
from assessments.extensions import Form
from assessments.hr import blueprint
from assessments.jobs import queue
from assessments.queries import needs
from assessments.queries import rounds as queries
from assessments.queries.rounds import RoundFacts
from assessments.workbooks import needs as words
from competency.clustering import Cluster, Mark, Needs
from competency.clustering.record import recall
from competency.clustering.spread import spread
from competency.rounds import WITH_RESULTS


class ClusterForm(Form):
    """Which round, and maybe how many groups."""

    round_id = SelectField(lazy_gettext("Closed round"), coerce=int)
    clusters = IntegerField(
        lazy_gettext("Number of groups"),
        validators=[Optional(), NumberRange(2, 10)],
        description=lazy_gettext("Leave it empty and the clearest number is chosen."),
    )
    order = SubmitField(lazy_gettext("Find groups"))


@dataclass(frozen=True)
class Bar:
    """One competency of a group's profile."""

    name: str
    mean: float
    others: float
    share: float
    apart: bool


@dataclass(frozen=True)
class Card:
    """A group as the page shows it."""

    number: int
    title: str
    people: int
    sentence: str
    firmness: str
    bars: tuple[Bar, ...]
    units: tuple[tuple[str, int], ...]


@blueprint.route("/needs", endpoint="needs", methods=["GET", "POST"])
@access.audience("hr")
def all_needs() -> ResponseReturnValue:
    """Order a clustering, and see those there are."""
    rounds = [each for each in _readable() if each.state in WITH_RESULTS]
    form = ClusterForm()
    form.round_id.choices = [(each.id, each.name) for each in rounds]
    if form.validate_on_submit():
        asked = {"round_id": form.round_id.data, "clusters": form.clusters.data}
        job = queue.order("cluster", asked, actor=access.actor("hr"))
        return redirect(url_for("hr.job", public_id=job.public_id))
    made = [(each, needs.of_round(each.id)) for each in rounds]
    return render_template("hr/needs.html", form=form, rounds=rounds, made=made)


@blueprint.get("/needs/<public_id>")
@access.audience("hr")
def clustering(public_id: str) -> ResponseReturnValue:
    """One clustering: its groups in words, bars and numbers."""
    line, facts = _found(public_id)
    people = needs.members(line.id)
    found = recall(line.description, needs.frame(people))
    called = words.names(facts.framework, languages.current())
    draws = int(str(line.settings["resamples"]))
    cards = [
        _card(each, called, draws, _units(people, each.number, facts.settings.k))
        for each in found.clusters
    ]
    return render_template(
        "hr/needs_clustering.html",
        line=line,
        round=facts,
        cards=cards,
        mixed=_bars(found.mixed, (), called),
        top=_top(found),
        outcome=words.outcome(found, _),
        standings=words.standings(found, _),
        left_out=[called[name] for name in found.left_out],
    )


@blueprint.post("/needs/<public_id>/workbook")
@access.audience("hr")
def clustering_workbook(public_id: str) -> ResponseReturnValue:
    """Order the workbook of a clustering, in the language of the page."""
    line, _facts = _found(public_id)
    asked: dict[str, object] = {
        "clustering": line.public_id,
        "language": languages.current(),
    }
    job = queue.order("needs", asked, actor=access.actor("hr"))
    return redirect(url_for("hr.job", public_id=job.public_id))


def _found(public_id: str) -> tuple[needs.ClusteringLine, RoundFacts]:
    """A clustering of a round that may be read, and the round."""
    line = needs.clustering(public_id)
    mine = {each.id: each for each in _readable()}
    if line is None or line.round_id not in mine:
        abort(404)
    return line, mine[line.round_id]


def _readable() -> list[RoundFacts]:
    """The rounds of the units that this account looks after, the newest first."""
    units = access.unit_ids("hr")
    return [each for each in queries.newest() if each.unit_id in units]


def _card(
    cluster: Cluster,
    called: dict[str, str],
    draws: int,
    units: tuple[tuple[str, int], ...],
) -> Card:
    return Card(
        number=cluster.number,
        title=words.title(cluster, called, _),
        people=cluster.people,
        sentence=words.sentence(cluster, called, _),
        firmness=words.firmness(cluster, draws, _),
        bars=_bars(cluster.marks, cluster.apart, called),
        units=units,
    )


def _top(found: Needs) -> float:
    """The greatest mean of any group: the length of a full bar."""
    groups = (each.marks for each in found.clusters)
    marks = chain(*groups, found.mixed)
    return max((mark.mean for mark in marks), default=0) or 1.0


def _bars(
    marks: tuple[Mark, ...], apart: tuple[str, ...], called: dict[str, str]
) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            name=called[mark.competency],
            mean=mark.mean,
            others=mark.others,
            share=mark.share,
            apart=mark.competency in apart,
        )
        for mark in marks
    )


def _units(
    people: tuple[needs.MemberLine, ...], number: int, k: int
) -> tuple[tuple[str, int], ...]:
    """Names of the units with enough people of a group, and how many there are."""
    language = languages.current()
    called = {each.unit_id: each.unit(language) for each in people}
    inside = (each.unit_id for each in people if each.cluster == number)
    return tuple((called[unit], n) for unit, n in spread(inside, k).items())
