"""What is kept of one person, as that person may read it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, String, cast, or_, select

from assessments.database import db
from assessments.models import (
    Account,
    AuditLine,
    Clustering,
    Course,
    CourseRun,
    DevelopmentPlan,
    Evidence,
    Invitation,
    Job,
    Member,
    NoticeSeen,
    Person,
    PersonalTarget,
    Placement,
    Plan,
    PrivacyRequest,
    Reminder,
    Response,
    Role,
    Round,
    Scope,
    Unit,
)
from competency.development import Row as PlanRow
from competency.development.record import recall

Row = Mapping[str, object]
Rows = tuple[Row, ...]
_SATANG = 100


def _rows(wanted: Select[*tuple[Any, ...]]) -> Rows:
    return tuple(dict(row) for row in db.session.execute(wanted).mappings())


def roster(person_id: int) -> Rows:
    """What the roster tells of a person: one row."""
    fields = (Person.code, Person.prefix, Person.given_name, Person.family_name)
    more = (Person.title, Person.staff_type, Person.email, Person.hired_on)
    wanted = (
        select(*fields, *more, Person.left_at)
        .add_columns(Unit.code.label("unit_code"), Unit.name_th.label("unit"))
        .join(Unit, Unit.id == Person.unit_id)
        .where(Person.id == person_id)
    )
    return _rows(wanted)


def placings(person_id: int) -> Rows:
    """The groups and levels of a person's position, one a row."""
    kept = db.session.scalar(select(Person.placings).where(Person.id == person_id))
    return tuple({"axis": axis, "value": code} for axis, code in (kept or {}).items())


def account(account_id: int) -> Rows:
    """What is kept of an account, apart from its secrets: one row."""
    fields = (Account.username, Account.email, Account.language, Account.active)
    wanted = select(*fields, Account.created_at).where(Account.id == account_id)
    return _rows(wanted)


def roles(account_id: int) -> Rows:
    """The roles that an account was granted, and where."""
    wanted = (
        select(Role.name.label("role"), Unit.code.label("unit_code"))
        .select_from(Scope)
        .join(Role, Role.id == Scope.role_id)
        .outerjoin(Unit, Unit.id == Scope.unit_id)
        .where(Scope.account_id == account_id)
        .order_by(Role.name, Unit.code)
    )
    return _rows(wanted)


def rounds(person_id: int) -> Rows:
    """The rounds that asked a person, with the roster's facts as they stood."""
    facts = (Invitation.staff_type, Invitation.profile, Unit.code.label("unit_code"))
    own = (Response.status, Response.saved_at, Response.submitted_at)
    mine = (
        (Response.round_id == Invitation.round_id)
        & (Response.subject_id == Invitation.person_id)
        & (Response.kind == "self")
    )
    wanted = (
        select(Round.name.label("round"), Round.state, Round.opens_at, Round.closes_at)
        .add_columns(*facts, *own)
        .select_from(Invitation)
        .join(Round, Round.id == Invitation.round_id)
        .join(Unit, Unit.id == Invitation.unit_id)
        .outerjoin(Response, mine)
        .where(Invitation.person_id == person_id)
        .order_by(Round.id)
    )
    return _rows(wanted)


def evidence(person_id: int) -> Rows:
    """What a person has typed beside the rating of themselves."""
    wanted = (
        select(Round.name.label("round"), Evidence.competency)
        .add_columns(Evidence.text, Evidence.saved_at)
        .join(Response, Response.id == Evidence.response_id)
        .join(Round, Round.id == Response.round_id)
        .where(Response.rater_id == person_id)
        .order_by(Round.id, Evidence.id)
    )
    return _rows(wanted)


def given(person_id: int) -> Rows:
    """The ratings of others that a person was asked for: neither whom nor what."""
    own = (Response.kind, Response.status, Response.saved_at, Response.submitted_at)
    wanted = (
        select(Round.name.label("round"), *own)
        .join(Round, Round.id == Response.round_id)
        .where(Response.rater_id == person_id, Response.kind != "self")
        .order_by(Round.id, Response.id)
    )
    return _rows(wanted)


def targets(person_id: int) -> Rows:
    """What is required of a person alone, whatever the profile says."""
    fields = (PersonalTarget.framework, PersonalTarget.competency)
    more = (PersonalTarget.level, PersonalTarget.source, PersonalTarget.set_at)
    wanted = select(*fields, *more).where(PersonalTarget.person_id == person_id)
    return _rows(wanted.order_by(PersonalTarget.id))


def groups(person_id: int) -> Rows:
    """The groups of training needs that a person was put in."""
    wanted = (
        select(Round.name.label("round"), Clustering.made_at)
        .add_columns(Member.cluster.label("group"))
        .select_from(Member)
        .join(Clustering, Clustering.id == Member.clustering_id)
        .join(Round, Round.id == Clustering.round_id)
        .where(Member.person_id == person_id)
        .order_by(Clustering.id)
    )
    return _rows(wanted)


def seats(person_id: int) -> Rows:
    """The seats that training plans give a person."""
    wanted = (
        select(Round.name.label("round"), Plan.made_at, Course.name.label("course"))
        .add_columns(CourseRun.starts_on, CourseRun.place, Placement.closes)
        .select_from(Placement)
        .join(CourseRun, CourseRun.id == Placement.course_run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Plan, Plan.id == CourseRun.plan_id)
        .join(Round, Round.id == Plan.round_id)
        .where(Placement.person_id == person_id)
        .order_by(Plan.id, CourseRun.id)
    )
    return _rows(wanted)


def plans(person_id: int) -> Rows:
    """What a person's development plans say, a row each, with their dates."""
    dates = (DevelopmentPlan.proposed_at, DevelopmentPlan.agreed_at)
    wanted = (
        select(Round.name.label("round"), DevelopmentPlan.state)
        .add_columns(*dates, DevelopmentPlan.done_at, DevelopmentPlan.rows)
        .join(Round, Round.id == DevelopmentPlan.round_id)
        .where(DevelopmentPlan.person_id == person_id)
        .order_by(DevelopmentPlan.id)
    )
    return tuple(
        {**{name: value for name, value in plan.items() if name != "rows"}, **said}
        for plan in db.session.execute(wanted).mappings()
        for said in map(_planned, recall(plan["rows"]))
    )


def _planned(row: PlanRow) -> Row:
    """A row of a development plan as it is read: texts, dates, money in baht."""
    return {
        "competency": row.competency,
        "topic": row.topic,
        "goal": row.goal,
        "from_level": row.from_level,
        "to_level": row.to_level,
        "methods": ", ".join(row.methods),
        "course": row.course_name,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "budget": None if row.budget_satang is None else row.budget_satang / _SATANG,
        "measure": row.measure,
        "result": row.result,
    }


def reminders(person_id: int) -> Rows:
    """What came of the mails that reminded a person."""
    wanted = (
        select(Round.name.label("round"), Reminder.outcome)
        .add_columns(Reminder.tried_at, Reminder.sent_at)
        .join(Round, Round.id == Reminder.round_id)
        .where(Reminder.person_id == person_id)
        .order_by(Reminder.id)
    )
    return _rows(wanted)


def notices(account_id: int) -> Rows:
    """The versions of the privacy notice that an account has read."""
    wanted = select(NoticeSeen.notice, NoticeSeen.at).where(
        NoticeSeen.account_id == account_id
    )
    return _rows(wanted.order_by(NoticeSeen.id))


def requests(person_id: int) -> Rows:
    """What a person has asked about their data, and the answers."""
    fields = (PrivacyRequest.kind, PrivacyRequest.words, PrivacyRequest.asked_at)
    more = (PrivacyRequest.state, PrivacyRequest.reason, PrivacyRequest.answered_at)
    wanted = select(*fields, *more).where(PrivacyRequest.person_id == person_id)
    return _rows(wanted.order_by(PrivacyRequest.id))


def jobs(account_id: int) -> Rows:
    """The work that an account has ordered."""
    wanted = select(Job.kind, Job.state, Job.ordered_at, Job.ended_at).where(
        Job.account_id == account_id
    )
    return _rows(wanted.order_by(Job.id))


def log(account_id: int) -> Rows:
    """What an account did, as the audit log tells it."""
    fields = (AuditLine.at, AuditLine.role, AuditLine.action, AuditLine.noun)
    wanted = select(*fields).where(AuditLine.account_id == account_id)
    return _rows(wanted.order_by(AuditLine.id))


def touched(person_id: int | None, account_id: int) -> Rows:
    """What others did with a person's account, data and rating; never who they are."""
    ratings = select(cast(Response.id, String)).where(Response.subject_id == person_id)
    about = or_(
        (AuditLine.noun == "account") & (AuditLine.noun_id == str(account_id)),
        (AuditLine.noun == "person") & (AuditLine.noun_id == str(person_id)),
        (AuditLine.noun == "response")
        & (AuditLine.action == "read")
        & AuditLine.noun_id.in_(ratings),
    )
    somebody_else = AuditLine.account_id.is_distinct_from(account_id)
    fields = (AuditLine.at, AuditLine.role, AuditLine.action, AuditLine.noun)
    return _rows(select(*fields).where(about, somebody_else).order_by(AuditLine.id))
