"""A paper says what the page says: of one person, in order, with what others said."""

from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import force_locale

from assessments.documents.result import Paper
from assessments.jobs import papers
from assessments.jobs import rounds as closing
from assessments.operations import targets
from assessments.operations.audit import SYSTEM
from assessments.pictures import Radar
from assessments.queries import answers, ratings
from assessments.queries import papers as queries
from competency.frameworks import Target
from tests import factories
from tests.assessments.catalogue import READ, put
from tests.assessments.clusterings import quiet
from tests.conftest import NOW

POORLY = bytes([3, 3, 1, 1, 1, 1, 1, 1, 1, 1])
"""Level 1 in reading and 0 in keeping: one step below in both."""


class Rated:
    """Somebody rated by a supervisor too, in a round that may be closed."""

    def __init__(self) -> None:
        unit = factories.unit("01", name="งานทดสอบ")
        head = factories.person(unit)
        self.person = factories.person(unit, "000042", supervisor=head)
        self.round = factories.round_(settings={"raters": ["supervisor"]})
        self.name = factories.answered(self.round, self.person, POORLY)
        (rater,) = ratings.raters(self.round, self.person)
        factories.rated(rater.public_id, bytes([3, 254, 254]))

    def known(self) -> papers.Known:
        draft = answers.draft(self.name, self.person)
        assert draft is not None
        found = papers.known(draft)
        assert found is not None
        return found

    def paper(self, language: str = "en", **changes: object) -> Paper:
        subject = queries.subject(self.round, self.person)
        assert subject is not None
        with force_locale(language):
            known = replace(self.known(), **changes)  # type: ignore[arg-type]
            return papers.paper(known, subject, lambda _picture: b"<svg/>")


@pytest.fixture
def rated(app: Flask) -> Rated:
    return Rated()


def test_a_paper_names_its_person_and_the_unit_of_then(rated: Rated) -> None:
    whose = rated.paper("th").whose
    assert (whose.number, whose.name) == ("000042", "นางสมศรี ทดสอบ000042")
    assert (whose.title, whose.unit) == ("เจ้าพนักงานธุรการ", "งานทดสอบ")
    assert rated.paper("en").whose.unit == "Unit 01"


def test_before_closing_only_the_self_rating_counts(rated: Rated) -> None:
    paper = rated.paper()
    assert paper.provisional
    assert "from your self-rating alone" in paper.origin
    assert [(each.level, each.gap) for each in paper.entries[:2]] == [
        ("1", "1 level below the target"),
        ("0", "1 level below the target"),
    ]
    assert all(each.said == () for each in paper.entries)


def test_after_closing_it_says_what_each_said_and_how_it_counts(rated: Rated) -> None:
    closing.close(rated.round, quiet)
    paper = rated.paper()
    assert not paper.provisional
    assert "Others have rated you too;" in paper.origin
    assert paper.entries[0].said == (
        "Self-rating: level 1",
        "Supervisor: level 2",
        "Together: 10% × 1 + 90% × 2 = 1.9",
    )


def test_what_falls_short_most_stands_first(rated: Rated) -> None:
    paper = rated.paper()
    assert [paper.entries[at].name for at in paper.order] == [
        "Reading data",
        "Keeping data",
        "Sharing safely",
    ]
    assert [each.short for each in paper.entries] == [True, True, False]


def test_it_says_what_levels_mean_what_is_more_and_whose_target_it_is(
    rated: Rated,
) -> None:
    own = Target(level=3, source="คำสั่ง 9/2570", status="agency")
    targets.put("three", {(rated.person, "data.read"): own}, actor=SYSTEM, now=NOW)
    rated.round = factories.round_(settings={})
    rated.name = factories.answered(rated.round, rated.person, POORLY)
    sentences = rated.paper(more={"data.read": ("8 of 10 known",)}).entries[0].sentences
    assert sentences[0].startswith("Level 1 means: ")
    assert sentences[1].startswith("The next one, level 2, means: ")
    assert sentences[2] == "8 of 10 known"
    assert sentences[3].endswith("not by your profile: คำสั่ง 9/2570")
    assert len(sentences) == 4


def test_courses_stand_below_what_they_are_for(rated: Rated) -> None:
    put((READ,))
    first, second, third = rated.paper().entries
    assert first.courses[0] == "Courses of the catalogue that help here:"
    assert first.courses[1].startswith(f"{READ.name} – to level 3, ")
    assert len(second.courses) == 1
    assert second.courses[0].startswith("The catalogue has no course for this yet.")
    assert third.courses == ()


def test_the_picture_is_drawn_with_the_words_of_the_language(rated: Rated) -> None:
    drawn: list[Radar] = []

    def draw(picture: Radar) -> bytes:
        drawn.append(picture)
        return b"<svg/>"

    subject = queries.subject(rated.round, rated.person)
    assert subject is not None
    with force_locale("th"):
        papers.paper(rated.known(), subject, draw)
    assert drawn[0].spokes[0].label == "การอ่านข้อมูล"


def test_many_are_known_as_one_is(rated: Rated) -> None:
    closing.close(rated.round, quiet)
    (many,) = papers.known_of(rated.round, (rated.person,))
    one = rated.known()
    assert (many.said, many.origin, many.final) == (one.said, one.origin, one.final)
    assert [each.gap for each in many.result.outcomes[:1]] == [
        each.gap for each in one.result.outcomes[:1]
    ]
    head = queries.subject(rated.round, rated.person - 1)
    assert head is not None
    assert papers.known_of(rated.round, (head.person_id,)) == ()
