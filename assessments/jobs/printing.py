"""Results of many people as PDF: to print unit by unit, or one file for each person."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

from flask_babel import force_locale
from flask_babel import gettext as _

from assessments import clock, files, languages
from assessments.documents import typesetting
from assessments.jobs import papers
from assessments.jobs.queue import Progress
from assessments.operations import results as operations
from assessments.operations.audit import Actor
from assessments.operations.results import ResultsNotReadyError
from assessments.pictures import radar_of_many
from assessments.queries import accounts, people, rounds
from assessments.queries import papers as queries
from assessments.queries.papers import Subject
from assessments.queries.rounds import RoundFacts
from competency.rounds import WITH_RESULTS

NAME = "results.zip"

BATCH = 40
"""People in one PDF at most: some hundred pages, which take some hundred megabytes."""

_LONGEST = 80
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
"""What some system does not take in the name of a file."""

Part = tuple[str, str, tuple[Subject, ...]]
"""The name of a file, its title, and who stands in it."""


def by_unit(subjects: Sequence[Subject]) -> Iterator[Part]:
    """One file a unit for the printer; a large unit has several, by number."""
    for code, group in groupby(subjects, lambda each: each.unit_code):
        staff = tuple(group)
        unit = staff[0].unit(languages.current())
        for at in range(0, len(staff), BATCH):
            number = f" ({at // BATCH + 1})" if len(staff) > BATCH else ""
            yield f"{code} {unit}"[:_LONGEST] + number, unit, staff[at : at + BATCH]


def by_person(subjects: Sequence[Subject]) -> Iterator[Part]:
    """One file for each person, named by staff number."""
    for each in subjects:
        yield each.number, each.name, (each,)


COPIES = {"units": by_unit, "people": by_person}
"""Into which files results are put, by how somebody wishes them."""


def work(arguments: dict[str, object], progress: Progress) -> dict[str, object]:
    """Make the results of the staff whom an account looks after; the result is a file.

    What it may see is asked when the work begins, not when it was ordered. Raises
    `ResultsNotReadyError` for a round that is not closed.
    """
    actor = Actor(int(str(arguments["account"])), "hr")
    facts = rounds.round_(int(str(arguments["round"])))
    if facts.state not in WITH_RESULTS:
        raise ResultsNotReadyError(facts.id)
    subjects = queries.subjects(facts.id, _units(actor))
    copy, now = str(arguments["copy"]), clock.now()
    with force_locale(str(arguments["language"])):
        parts = COPIES[copy](subjects)
        key = files.written(
            lambda path: archive(path, facts, parts, now, progress, len(subjects))
        )
    ids = [each.person_id for each in subjects]
    operations.note_export(facts.id, ids, copy, actor=actor, now=now)
    return {"file": key, "name": NAME}


def _units(actor: Actor) -> Collection[int]:
    """The units that an account looks after now, with all below them."""
    rights = accounts.rights(actor.account_id) if actor.account_id else None
    roots = rights.roots("hr") if rights else ()
    if None in roots:
        return people.unit_ids()
    return people.below(root for root in roots if root is not None)


def archive(
    path: Path,
    facts: RoundFacts,
    parts: Iterator[Part],
    now: datetime,
    progress: Progress,
    total: int,
) -> None:
    """Write the files into one, each as soon as it is made."""
    done = 0
    with ZipFile(path, "w") as book:
        for name, title, subjects in parts:
            content = _typeset(facts, title, subjects, now)
            book.writestr(f"{_UNSAFE.sub('-', name)}.pdf", content)
            if len(subjects) > 1:
                typesetting.forget()
            done += len(subjects)
            progress(done, total)


def _typeset(
    facts: RoundFacts, title: str, subjects: tuple[Subject, ...], now: datetime
) -> bytes:
    known = papers.known_of(facts.id, [each.person_id for each in subjects])
    by_person_ = {each.draft.rater_id: each for each in known}
    made = [papers.paper(by_person_[s.person_id], s, radar_of_many) for s in subjects]
    words = _("Competency assessment result")
    return papers.typeset(made, f"{words}: {title}", facts.name, now)
