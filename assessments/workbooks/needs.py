"""Groups of training needs in words, as a workbook and as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.thai import moment
from assessments.workbooks.cells import Value
from assessments.workbooks.writer import Column, Sheet, Table
from assessments.workbooks.writer import write as write_sheets
from competency.clustering import Cluster, Mark, Needs, Standing
from competency.clustering.record import record
from competency.frameworks import Framework

Translator = Callable[[str], str]
Names = Mapping[str, str]


@dataclass(frozen=True)
class Member:
    """A person in a clustering, with the unit as it stood in the round."""

    person_id: int
    cluster: int
    standing: str
    code: str
    name: str
    unit_id: int
    unit_code: str
    unit_th: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit's name in a language; the Thai one where there is no other."""
        return self.unit_en if language == "en" and self.unit_en else self.unit_th


@dataclass(frozen=True)
class Clustering:
    """A clustering with all that is printed about it."""

    round_name: str
    closed_at: datetime | None
    k: int
    framework: Framework
    digest: str
    made_at: datetime
    seed: int
    settings: Mapping[str, object]
    needs: Needs
    people: tuple[Member, ...]


def names(framework: Framework, language: str) -> dict[str, str]:
    """Competency ids and their names in a language, in framework order."""
    return {each.id: each.name.of(language) for each in framework.competencies}


def title(cluster: Cluster, called: Names, _: Translator) -> str:
    """What a group is called: by what sets it apart."""
    if cluster.apart:
        what = ", ".join(called[name] for name in cluster.apart)
    elif all(mark.difference <= 0 for mark in cluster.marks):
        what = _("smaller needs throughout")
    else:
        what = _("needs like everybody else's")
    return _("Group %(number)s: %(what)s") % {
        "number": cluster.number + 1,
        "what": what,
    }


def sentence(cluster: Cluster, called: Names, _: Translator) -> str:
    """What sets a group apart, in one sentence."""
    if not cluster.apart:
        return _("No competency stands out; on average %(own)s levels are missing.") % {
            "own": f"{_mean(cluster.marks, 'mean'):.1f}"
        }
    marks = [mark for mark in cluster.marks if mark.competency in cluster.apart]
    words = _(
        "The greatest need is in %(competencies)s: %(own)s levels are missing on "
        "average, against %(others)s among the other people with needs."
    )
    return words % {
        "competencies": ", ".join(called[name] for name in cluster.apart),
        "own": f"{_mean(marks, 'mean'):.1f}",
        "others": f"{_mean(marks, 'others'):.1f}",
    }


def _mean(marks: Sequence[Mark], what: str) -> float:
    values = [float(getattr(mark, what)) for mark in marks]
    return sum(values) / max(1, len(values))


def firmness(cluster: Cluster, draws: int, _: Translator) -> str:
    """How often a group came back, in words."""
    words = _("It would come out the same in %(count)s of %(draws)s resamples.")
    return words % {"count": round(cluster.returned * draws), "draws": draws}


def outcome(needs: Needs, _: Translator) -> str:
    """What was found, in one sentence."""
    if needs.clear:
        return _("%(count)s clear groups were found.") % {"count": len(needs.clusters)}
    if not needs.counts[Standing.MIXED]:
        return _("Nobody is known to fall short of a target, so there are no groups.")
    return _(
        "There are no clear groups: people's needs differ from each other without "
        "falling into kinds. Plan from each person's needs instead."
    )


def standings(needs: Needs, _: Translator) -> tuple[tuple[str, int], ...]:
    """How many people stand where, in words."""
    said = {
        Standing.GROUP: _("In a group"),
        Standing.MIXED: _("Mixed needs, in no group"),
        Standing.NO_NEED: _("No need: every target is met"),
        Standing.UNKNOWN: _("Cannot be grouped: a level or target is unknown"),
    }
    return tuple((words, needs.counts[each]) for each, words in said.items())


def draws(content: Clustering) -> int:
    """How many resamples the stability rests on."""
    return int(str(content.settings["resamples"]))


def write(content: Clustering, _: Translator, *, language: str) -> bytes:
    """A workbook of the groups: summary, profiles, people, method and data."""
    called = names(content.framework, language)
    sheets = (
        _summary(content, called, _),
        _profiles(content, called, _),
        _people(content, called, _, language),
        _method(content, _, language),
    )
    return write_sheets(sheets, language=language, now=content.made_at)


def _summary(content: Clustering, called: Names, _: Translator) -> Sheet:
    groups = Table(
        (
            Column(_("Group"), width=34),
            Column(_("People"), "whole"),
            Column(_("What sets it apart"), width=60),
            Column(_("Stability"), "share"),
            Column(_("Stability in words"), width=44),
        ),
        [
            (
                title(each, called, _),
                each.people,
                sentence(each, called, _),
                each.stability,
                firmness(each, draws(content), _),
            )
            for each in content.needs.clusters
        ],
        heading=_("Groups"),
    )
    counted = Table(
        (Column(_("Standing"), width=34), Column(_("People"), "whole")),
        standings(content.needs, _),
        heading=_("Everybody"),
    )
    notes = (content.round_name, outcome(content.needs, _))
    tables = (groups, counted) if content.needs.clear else (counted,)
    return Sheet(_("Summary"), _("Groups of training needs"), tables, notes)


def _profiles(content: Clustering, called: Names, _: Translator) -> Sheet:
    columns = (
        Column(_("Group"), width=34),
        Column(_("Competency"), width=40),
        Column(_("Levels missing, mean"), "number"),
        Column(_("Among the others, mean"), "number"),
        Column(_("Share who fall short"), "share"),
    )
    rows = list(_profile_rows(content.needs, called, _))
    note = _(
        "Means are over whole levels missing to the target, as people are grouped."
    )
    return Sheet(
        _("Profiles"),
        _("What each group is missing"),
        (Table(columns, rows),),
        (note,),
        fixed=2,
    )


def _profile_rows(
    needs: Needs, called: Names, _: Translator
) -> Iterator[tuple[Value, ...]]:
    kinds = [(title(each, called, _), each.marks) for each in needs.clusters]
    for group, marks in (*kinds, (_("Mixed needs"), needs.mixed)):
        for mark in marks:
            values = mark.mean, mark.others, mark.share
            yield group, called[mark.competency], *values


def _people(content: Clustering, called: Names, _: Translator, language: str) -> Sheet:
    columns = (
        Column(_("Staff number"), "code"),
        Column(_("Name"), width=34),
        Column(_("Unit code"), "code"),
        Column(_("Unit"), width=40),
        Column(_("Group"), width=44),
    )
    groups = [title(each, called, _) for each in content.needs.clusters]
    none = {
        Standing.MIXED: _("Mixed needs"),
        Standing.NO_NEED: _("No need"),
        Standing.UNKNOWN: _("Unknown"),
    }
    rows = (
        (
            each.code,
            each.name,
            each.unit_code,
            each.unit(language),
            groups[each.cluster]
            if each.standing == Standing.GROUP
            else none[Standing(each.standing)],
        )
        for each in content.people
    )
    return Sheet(_("People"), _("Who is in which group"), (Table(columns, rows),))


def _method(content: Clustering, _: Translator, language: str) -> Sheet:
    table = Table(
        (Column(_("What"), width=40), Column(_("Value"), width=70)),
        list(facts(content, _, language)),
    )
    notes = (
        _(
            "Levels are rounded halves up; people with the same levels missing count "
            "as one pattern. Patterns are grouped by weighted k-means. The number of "
            "groups is the one with the highest silhouette whose groups come back in "
            "resamples (mean Jaccard similarity of 0.75 or more) and that is clearer "
            "than in invented people without groups."
        ),
    )
    return Sheet(_("Method and data"), _("Method and data"), (table,), notes)


def facts(
    content: Clustering, _: Translator, language: str
) -> Iterator[tuple[str, str]]:
    """How a clustering was made, as terms and values."""
    needs, framework = content.needs, content.framework
    yield _("Round"), content.round_name
    if content.closed_at is not None:
        yield _("Closed"), moment(content.closed_at, language)
    yield _("Made"), moment(content.made_at, language)
    yield _("Framework"), f"{framework.name.of(language)} {framework.version}"
    yield _("Digest of the framework"), content.digest
    yield _("Smallest group"), str(content.settings["min_size"])
    yield _("Resamples"), str(content.settings["resamples"])
    fixed = content.settings["clusters"]
    yield _("Number of groups asked for"), _("chosen") if fixed is None else str(fixed)
    yield _("Seed"), str(content.seed)
    yield _("Silhouette"), _number(needs.silhouette)
    yield _("Highest silhouette without groups"), _number(needs.reference)
    if needs.left_out:
        yield (
            _("Competencies without a known target or level"),
            ", ".join(needs.left_out),
        )
    for trial in needs.trials:
        tried = _("Silhouette of %(count)s groups") % {"count": trial.clusters}
        yield tried, _number(trial.silhouette)


def _number(value: float) -> str:
    return f"{value:.3f}" if value == value else "–"  # noqa: PLR0124 -- NaN differs from itself


def as_json(content: Clustering, _: Translator, *, language: str) -> str:
    """The same as JSON: groups with their words, everybody's group, how it was made."""
    called = names(content.framework, language)
    found = record(content.needs)
    for group, each in zip(found["clusters"], content.needs.clusters, strict=True):
        group["title"] = title(each, called, _)
        group["sentence"] = sentence(each, called, _)
    kept = {
        "round": content.round_name,
        "framework": content.framework.id,
        "version": content.framework.version,
        "digest": content.digest,
        "made_at": content.made_at.isoformat(),
        "seed": content.seed,
        "settings": dict(content.settings),
        "outcome": outcome(content.needs, _),
        "names": called,
        **found,
        "people": [
            {"code": each.code, "cluster": each.cluster, "standing": each.standing}
            for each in content.people
        ],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)
