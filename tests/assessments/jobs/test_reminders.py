"""One mail to each who has not handed in, however often and by whomever it is run."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select, update

from assessments import clock
from assessments.database import db
from assessments.jobs import queue, upkeep
from assessments.jobs import reminders as jobs
from assessments.mail import MailOffError, MailServerError
from assessments.models import AuditLine, Job, Person, Reminder, Round
from assessments.operations import transaction
from assessments.operations.audit import SYSTEM
from assessments.queries import jobs as known
from assessments.queries import reminders
from assessments.queries.jobs import JobState
from competency.rounds import RoundClosedError
from tests import factories, post_office
from tests.assessments.clusterings import quiet
from tests.post_office import Office

DAY = timedelta(days=1)
NOBODY = 1
"""A port on which nobody listens."""

NONE = {"sent": 0, "refused": 0, "later": 0, "unclear": 0}


class City:
    """A head with three people who have addresses, and one without."""

    def __init__(self, people: int = 3, **settings: object) -> None:
        self.unit = factories.unit("00")
        self.head = factories.person(self.unit, "H1", email="h1@city.example")
        self.people = [
            factories.person(
                self.unit,
                f"P{n}",
                self.head,
                given_name=f"คนที่{n}",
                email=f"p{n}@city.example",
            )
            for n in range(people)
        ]
        self.silent = factories.person(self.unit, "S1", self.head)
        self.round = factories.round_(
            name="รอบที่ ๑/๒๕๗๐",
            opens_at=clock.now() - DAY,
            closes_at=clock.now() + DAY,
            settings=settings,
        )

    def hand_in(self, *people: int, status: str = "submitted") -> None:
        for person in people:
            factories.answered(self.round, person, {0: 1}, status)

    def remind(self, **options: object) -> dict[str, int]:
        return dict(jobs.remind(self.round, quiet, **options))  # type: ignore[arg-type]

    def row(self, person: int) -> Reminder:
        db.session.expire_all()
        return db.session.scalars(
            select(Reminder).where(Reminder.person_id == person)
        ).one()

    def age(self, by: timedelta) -> None:
        """Let all mails so far be older."""
        with transaction():
            for row in db.session.scalars(select(Reminder)):
                row.tried_at -= by
                row.sent_at = row.sent_at and row.sent_at - by


@pytest.fixture
def city(app: Flask) -> City:
    return City()


def test_everybody_who_has_not_handed_in_gets_one_mail(
    city: City, mailing: Office
) -> None:
    city.hand_in(city.people[0])
    city.hand_in(city.people[1], status="draft")
    assert city.remind() == NONE | {"sent": 3}
    assert sorted(mailing.to) == [
        "h1@city.example",
        "p1@city.example",
        "p2@city.example",
    ]


def test_the_mail_names_the_round_the_time_and_what_waits_in_both_languages(
    city: City, mailing: Office
) -> None:
    with transaction():
        city_closes = clock.now().replace(
            year=2026, month=12, day=1, hour=9, minute=30, second=0, microsecond=0
        )
        change = update(Round).where(Round.id == city.round)
        db.session.execute(
            change.values(opens_at=city_closes - 400 * DAY, closes_at=city_closes)
        )
    city.hand_in(city.people[1], status="draft")
    city.remind()
    text = mailing.read(mailing.to.index("p1@city.example")).get_content()
    assert "เรียน นางคนที่1 ทดสอบP1" in text
    assert "รอบที่ ๑/๒๕๗๐" in text
    assert "1 ธ.ค. 2569 16:30 น." in text
    assert "1 Dec 2026 16:30" in text
    assert "แบบประเมินตนเองของท่านตอบค้างไว้ ยังไม่ได้ส่ง" in text
    assert "Your self-rating is begun, but not handed in yet." in text
    assert text.count("https://skills.city.example/") == 2
    other = mailing.read(mailing.to.index("p2@city.example"))
    assert "Your self-rating is not begun yet." in other.get_content()
    assert "รอบที่ ๑/๒๕๗๐" in other["Subject"]


def test_a_mail_holds_nobody_elses_name_and_no_answer(
    city: City, mailing: Office
) -> None:
    city.hand_in(*city.people, status="draft")
    city.remind()
    names = {f"p{n}@city.example": f"คนที่{n}" for n in range(3)}
    for place, to in enumerate(mailing.to):
        found = mailing.read(place)
        text = found.get_content()
        others = set(names.values()) - {names.get(to)}
        assert not any(other in text for other in others)
        assert len(found["To"].addresses) == 1
        assert not re.search("Reading|การอ่าน|ระดับ", text)


def test_what_one_owes_of_others_stands_in_the_same_mail(
    app: Flask, mailing: Office
) -> None:
    city = City(raters=["supervisor"])
    assert city.remind()["sent"] == 4
    text = mailing.read(mailing.to.index("h1@city.example")).get_content()
    assert "Your self-rating is not begun yet." in text
    assert "Ratings of other people, not handed in yet: 4" in text
    assert "คนที่" not in text


def test_whoever_has_only_ratings_of_others_left_is_reminded_of_these(
    app: Flask, mailing: Office
) -> None:
    city = City(raters=["supervisor"])
    city.hand_in(city.head, *city.people)
    assert city.remind()["sent"] == 1
    text = mailing.read().get_content()
    assert mailing.to == ["h1@city.example"]
    assert "self-rating" not in text
    assert "แบบประเมินผู้อื่นที่ยังไม่ได้ส่ง 4 คน" in text


def test_a_rater_whom_the_round_does_not_ask_is_reminded_too(
    app: Flask, mailing: Office
) -> None:
    unit = factories.unit("00")
    head = factories.person(unit, email="h@city.example", staff_type="อื่น")
    factories.person(unit, supervisor=head, email="p@city.example")
    number = factories.round_(
        opens_at=clock.now() - DAY,
        closes_at=clock.now() + DAY,
        settings={"raters": ["supervisor"], "staff_types": ["พนักงานเมืองพัทยา"]},
    )
    assert jobs.remind(number, quiet)["sent"] == 2
    assert jobs.remind(number, quiet)["sent"] == 0


def test_a_second_run_writes_to_nobody_until_a_day_has_passed(
    city: City, mailing: Office
) -> None:
    assert city.remind()["sent"] == 4
    assert city.remind() == NONE
    city.age(DAY - timedelta(minutes=5))
    assert city.remind() == NONE
    city.age(timedelta(minutes=5))
    assert city.remind()["sent"] == 4
    assert set(Counter(mailing.to).values()) == {2}


def test_people_who_have_left_get_no_mail(city: City, mailing: Office) -> None:
    with transaction():
        gone = update(Person).where(Person.id == city.people[0])
        db.session.execute(gone.values(left_at=clock.now()))
    city.remind()
    assert "p0@city.example" not in mailing.to


def test_a_round_that_takes_no_answers_reminds_nobody(
    city: City, mailing: Office
) -> None:
    factories.round_state(city.round, "closed")
    with pytest.raises(RoundClosedError):
        city.remind()
    assert mailing.to == []


def test_without_a_mail_server_the_job_says_so(city: City) -> None:
    with pytest.raises(MailOffError):
        city.remind()


def test_only_the_supervisors_own_people_with_a_self_rating_left_are_reminded(
    app: Flask, mailing: Office
) -> None:
    city = City(raters=["peer"])
    city.hand_in(city.people[0])
    other = factories.person(city.unit, email="other@city.example")
    assert city.remind(supervisor_id=city.head)["sent"] == 2
    assert sorted(mailing.to) == ["p1@city.example", "p2@city.example"]
    assert city.remind(supervisor_id=other) == NONE


def test_an_address_that_is_refused_is_kept_and_tried_again_when_somebody_asks(
    city: City, mailing: Office
) -> None:
    mailing.of_address["p1@city.example"] = "550 5.1.1 no such user"
    assert city.remind() == NONE | {"sent": 3, "refused": 1}
    (silent, refused) = sorted(
        reminders.unreached(city.round), key=lambda each: each.unreached
    )
    assert (silent.number, silent.unreached) == ("S1", "address")
    assert (refused.number, refused.unreached) == ("P1", "refused")
    assert upkeep.remind_again() == ()
    mailing.of_address.clear()
    assert city.remind() == NONE | {"sent": 1}
    assert Counter(mailing.to)["p1@city.example"] == 1


def test_a_mail_that_is_not_taken_yet_is_tried_again_by_itself(
    city: City, mailing: Office
) -> None:
    mailing.of_address["p1@city.example"] = "450 4.2.0 greylisted"
    assert city.remind() == NONE | {"sent": 3, "later": 1}
    assert upkeep.remind_again() == ()
    city.age(timedelta(minutes=20))
    mailing.of_address.clear()
    assert upkeep.remind_again() == (city.round,)
    (job,) = db.session.scalars(select(Job.id)).all()
    queue.run(job)
    assert Counter(mailing.to)["p1@city.example"] == 1
    assert len(mailing.to) == 4
    assert (city.row(city.people[1]).outcome, city.row(city.people[1]).attempts) == (
        "sent",
        2,
    )
    assert upkeep.remind_again() == ()


def test_trying_again_ends_after_five_attempts(city: City, mailing: Office) -> None:
    mailing.of_address["p1@city.example"] = "450 4.2.0 never"
    city.remind()
    tries = 1
    for _round in range(8):
        city.age(timedelta(minutes=20))
        for round_id in upkeep.remind_again():
            assert jobs.remind(round_id, quiet, again=True)["later"] == 1
            tries += 1
    assert tries == 5
    assert city.remind()["later"] == 1
    city.age(timedelta(minutes=20))
    assert upkeep.remind_again() == (city.round,)


def test_a_server_that_is_down_claims_nobody_and_the_next_run_reaches_all(
    city: City, app: Flask
) -> None:
    with post_office.named(app, NOBODY), pytest.raises(MailServerError):
        city.remind()
    assert len(reminders.due(city.round, clock.now())) == 4
    with post_office.opened() as office, post_office.named(app, office.port):
        assert city.remind()["sent"] == 4


def test_a_job_that_meets_no_server_fails_with_the_rules_name(
    city: City, app: Flask
) -> None:
    job = queue.order("remind", {"round": city.round}, actor=SYSTEM)
    with post_office.named(app, NOBODY):
        queue.run(job.id)
    assert _job(job.id).error == "MailServerError"


def _job(number: int) -> JobState:
    found = known.job(number)
    assert found is not None
    return found


def test_a_broken_connection_leaves_one_unclear_and_not_mailed_twice(
    city: City, mailing: Office
) -> None:
    mailing.drops["p1@city.example"] = "after"
    assert city.remind() == NONE | {"sent": 3, "unclear": 1}
    assert city.remind() == NONE
    assert Counter(mailing.to)["p1@city.example"] == 1
    unclear = {each.number: each.unreached for each in reminders.unreached(city.round)}
    assert unclear == {"S1": "address", "P1": "unclear"}


def test_whoever_hands_in_while_mails_are_sent_gets_none(
    city: City, mailing: Office
) -> None:
    def hand_in(done: int, _total: int) -> None:
        if done == 1:
            left = {city.head, *city.people} - {_person(mailing.to[0])}
            city.hand_in(*left)

    assert dict(jobs.remind(city.round, hand_in)) == NONE | {"sent": 1}


def _person(email: str) -> int:
    wanted = select(Person.id).where(Person.email == email)
    return db.session.execute(wanted).scalar_one()


def test_a_round_that_closes_while_mails_are_sent_ends_the_run(
    city: City, mailing: Office
) -> None:
    def close(done: int, _total: int) -> None:
        factories.round_state(city.round, "closing")

    assert dict(jobs.remind(city.round, close)) == NONE | {"sent": 1}


def test_a_run_that_breaks_off_goes_on_with_the_others(
    city: City, mailing: Office
) -> None:
    def break_off(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.remind(city.round, break_off)
    assert city.remind()["sent"] == 2
    assert set(Counter(mailing.to).values()) == {1}
    assert len(mailing.to) == 4


def test_two_runs_at_once_write_to_nobody_twice(app: Flask, mailing: Office) -> None:
    city = City(people=12)
    found: list[int] = []

    def run() -> None:
        with app.app_context():
            found.append(jobs.remind(city.round, quiet)["sent"])
            db.session.remove()

    db.session.remove()
    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 13
    assert set(Counter(mailing.to).values()) == {1}


@pytest.mark.parametrize(("when", "mails"), [("before", 3), ("after", 4)])
def test_a_worker_that_is_killed_in_mid_mail_and_begun_again_mails_nobody_twice(
    city: City, app: Flask, mailing: Office, when: str, mails: int
) -> None:
    settings = app.config["SETTINGS"]
    wishes = {
        "SAMATTHANA_DATA": str(settings.data),
        "SAMATTHANA_DATABASE_URL": settings.database_url,
        "SAMATTHANA_MAIL_HOST": settings.mail_host,
        "SAMATTHANA_MAIL_PORT": str(settings.mail_port),
        "SAMATTHANA_MAIL_SECURITY": "none",
        "SAMATTHANA_MAIL_SENDER": settings.mail_sender,
        "SAMATTHANA_ADDRESS": settings.address,
        "SAMATTHANA_LANGUAGE": "en",
    }
    command = [sys.executable, "-m", "flask", "--app", "assessments:create_app"]
    process = subprocess.Popen(
        [*command, "remind", str(city.round)],
        env=os.environ | wishes,  # noqa: TID251 -- a process gets what this one has
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def kill(number: int) -> None:
        if number == 2:
            process.send_signal(signal.SIGKILL)
            process.wait()

    setattr(mailing, when, kill)
    mailing.drops["p0@city.example"] = when
    db.session.remove()
    assert process.wait() == -signal.SIGKILL
    setattr(mailing, when, lambda _number: None)
    assert city.remind() == NONE | {"sent": 2}
    assert set(Counter(mailing.to).values()) == {1}
    assert len(mailing.to) == mails
    (unclear,) = (e for e in reminders.unreached(city.round) if e.email)
    assert unclear.unreached == "unclear"


def test_a_double_click_is_one_job_and_one_mail_each(
    city: City, mailing: Office
) -> None:
    first = queue.order("remind", {"round": city.round}, actor=SYSTEM)
    second = queue.order("remind", {"round": city.round}, actor=SYSTEM)
    assert first.id == second.id
    queue.run(first.id)
    queue.run(second.id)
    third = queue.order("remind", {"round": city.round}, actor=SYSTEM)
    queue.run(third.id)
    assert set(Counter(mailing.to).values()) == {1}
    assert _job(first.id).result is not None
    result = _job(third.id).result or {}
    assert result["reminded"] == NONE


def test_each_reminding_leaves_one_audit_line_with_counts_alone(
    city: City, mailing: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    mailing.of_address["p1@city.example"] = "550 5.1.1 p1@city.example is unknown"
    city.remind(supervisor_id=city.head)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "remind"))
    (line,) = lines.all()
    assert (line.noun, line.noun_id) == ("round", str(city.round))
    assert line.detail == NONE | {"sent": 2, "refused": 1, "supervisor": city.head}
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("assessments")]
    assert ours
    assert not any("@" in words or "คนที่" in words for words in ours)


def test_a_run_that_finds_nobody_leaves_no_audit_line(
    city: City, mailing: Office
) -> None:
    city.remind()
    city.remind()
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "remind"))
    assert len(lines.all()) == 1


def test_a_name_with_line_breaks_makes_no_header_and_no_line(
    city: City, mailing: Office
) -> None:
    planted = "รอบ\r\nBcc: all@city.example\r\n\r\nกดที่ http://evil.example"
    with transaction():
        db.session.execute(
            update(Round).where(Round.id == city.round).values(name=planted)
        )
        db.session.execute(
            update(Person)
            .where(Person.id == city.people[0])
            .values(given_name="ก\r\nBcc: x@y.example\r\n\r\n")
        )
    assert city.remind()["sent"] == 4
    found = mailing.read(mailing.to.index("p0@city.example"))
    assert found["Bcc"] is None
    lines = found.get_content().splitlines()
    assert not any(line.startswith(("Bcc", "กดที่")) for line in lines)


def test_how_a_round_stands_is_counted(city: City, mailing: Office) -> None:
    mailing.of_address["p1@city.example"] = "550 no"
    now = clock.now()
    before = reminders.standing(city.round, now)
    assert (before.waiting, before.without, before.due, before.sent) == (5, 1, 4, 0)
    assert before.last is None
    city.remind()
    after = reminders.standing(city.round, clock.now())
    assert (after.waiting, after.without, after.due, after.sent) == (5, 1, 1, 3)
    assert (after.refused, after.later, after.unclear) == (1, 0, 0)
    assert after.last is not None
    assert after.last >= now
    mine = reminders.standing(city.round, clock.now(), supervisor_id=city.head)
    assert (mine.waiting, mine.without, mine.due) == (4, 1, 1)
