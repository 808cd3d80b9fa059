"""Tables, columns and constraints; no query, no rule, no address."""

from assessments.models.accounts import (
    Account,
    Role,
    Scope,
    SecondFactor,
    SignIn,
    Tries,
)
from assessments.models.answers import Evidence, Response
from assessments.models.audit import AuditChain, AuditLine
from assessments.models.development import DevelopmentPlan
from assessments.models.frameworks import (
    FrameworkDraft,
    FrameworkVersion,
    KeptCrosswalk,
)
from assessments.models.jobs import Job
from assessments.models.masterplans import MasterPlan
from assessments.models.needs import Clustering, Member
from assessments.models.people import Person, Unit
from assessments.models.plans import Course, CourseEffect, CourseRun, Placement, Plan
from assessments.models.privacy import NoticeSeen, PrivacyRequest
from assessments.models.results import Figure, Score
from assessments.models.rounds import Invitation, Reminder, Round, RoundUnit
from assessments.models.targets import PersonalTarget, RoundTarget

__all__ = [
    "Account",
    "AuditChain",
    "AuditLine",
    "Clustering",
    "Course",
    "CourseEffect",
    "CourseRun",
    "DevelopmentPlan",
    "Evidence",
    "Figure",
    "FrameworkDraft",
    "FrameworkVersion",
    "Invitation",
    "Job",
    "KeptCrosswalk",
    "MasterPlan",
    "Member",
    "NoticeSeen",
    "Person",
    "PersonalTarget",
    "Placement",
    "Plan",
    "PrivacyRequest",
    "Reminder",
    "Response",
    "Role",
    "Round",
    "RoundTarget",
    "RoundUnit",
    "Scope",
    "Score",
    "SecondFactor",
    "SignIn",
    "Tries",
    "Unit",
]
