"""Each broken rule: the status of the answer, and its sentence."""

from http import HTTPStatus

from flask_babel import LazyString, lazy_gettext

from assessments.errors import personal, surroundings
from assessments.operations import (
    NestedTransactionError,
    accounts,
    outsiders,
    second,
)
from assessments.operations.answers import (
    HandedInError,
    IncompleteError,
    NoDraftError,
    NotInvitedError,
    NotTakenBackError,
    StaleAnswerError,
)
from assessments.operations.audit import TooManyLinesError
from assessments.operations.crosswalks import NoSuchCrosswalkError
from assessments.operations.development import StalePlanError
from assessments.operations.drafts import (
    FaultyDraftError,
    StaleDraftError,
    UnchangedDraftError,
)
from assessments.operations.evidence import (
    EvidenceTooLongError,
    NoSuchCompetencyError,
)
from assessments.operations.frameworks import NoSuchFrameworkError, VersionTakenError
from assessments.operations.masterplans import NoSuchMasterPlanError
from assessments.operations.needs import LevelsNotReadyError
from assessments.operations.plans import NoCoursesError
from assessments.operations.ratings import (
    OwnRaterError,
    RaterTakenError,
    RatingBegunError,
)
from assessments.operations.results import ResultsNotReadyError
from assessments.operations.rounds import (
    EmptyRoundError,
    NoAgencyError,
    RoundChangedError,
    RoundOverError,
    RoundWindowError,
)
from assessments.operations.single import NotRosteredError
from assessments.queries.rounds import NoSuchRoundError
from competency import passwords
from competency.answers import AnswerError
from competency.crosswalks import NoCrosswalkError
from competency.development import PlanMoveError
from competency.errors import CompetencyError
from competency.frames import FrameError
from competency.frameworks.editing import NoSuchPartError
from competency.frameworks.reading import FrameworkError
from competency.frameworks.sheets import TextTooLongError
from competency.frameworks.versions import VersionFormError, VersionLowError
from competency.masterplans import MasterPlanError
from competency.orgtree import TreeError
from competency.rounds import RoundClosedError, RoundStateError
from competency.tries import WaitError

ERRORS: dict[type[CompetencyError], tuple[HTTPStatus, LazyString]] = {
    **surroundings.ERRORS,
    **personal.ERRORS,
    accounts.NoSuchPersonError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is nobody of today's staff with this number."),
    ),
    accounts.NoSuchRoleError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("There is no such role to grant."),
    ),
    accounts.WholeAgencyError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This role is about the whole agency, so it cannot be granted for a single "
            "unit. Nothing was changed."
        ),
    ),
    TooManyLinesError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "One workbook holds 100,000 lines of the log at most. Choose a shorter "
            "time, or let the system administrator export them as JSON lines."
        ),
    ),
    outsiders.OutsideNameError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This name cannot be used. It needs three to 32 small Latin letters, dots "
            "and hyphens, and nobody else may have it."
        ),
    ),
    accounts.CodeError: (
        HTTPStatus.FORBIDDEN,
        lazy_gettext(
            "The name and the code do not belong together, or the code is too old. "
            "Ask your administrator for a new one."
        ),
    ),
    NotRosteredError: (
        HTTPStatus.FORBIDDEN,
        lazy_gettext(
            "The account that you used at the agency's sign-in service does not belong "
            "to exactly one person who may sign in here. Ask the human resources "
            "office to check your staff number and e-mail address in the roster, or "
            "sign in with a password."
        ),
    ),
    second.WrongCodeError: (
        HTTPStatus.FORBIDDEN,
        lazy_gettext(
            "The code is not the one of this moment. Wait for the next one, and see "
            "that the clock of your phone is set by itself."
        ),
    ),
    WaitError: (
        HTTPStatus.TOO_MANY_REQUESTS,
        lazy_gettext("Too many requests at once. Wait a minute and try again."),
    ),
    passwords.PasswordError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("This password cannot be taken. Choose another one."),
    ),
    passwords.PasswordLengthError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A password has 12 to 128 characters."),
    ),
    passwords.CommonPasswordError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "Very many people use this password or one like it, so it would be guessed "
            "first. Three or four words that only you would put together are easier to "
            "remember and far harder to guess."
        ),
    ),
    passwords.SimplePasswordError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "This password is a row of keys or numbers, a date, or the same again and "
            "again. Take three or four words that only you would put together."
        ),
    ),
    passwords.PersonalPasswordError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "This password is made of a number or a name that others know: your own or "
            "that of your agency. Take words that have nothing to do with your work."
        ),
    ),
    accounts.LastAdministratorError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "Nobody else may administer all accounts. Grant the role to somebody else "
            "first."
        ),
    ),
    NestedTransactionError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("Something went wrong on our side. Nothing was changed."),
    ),
    AnswerError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("An answer does not belong to this assessment."),
    ),
    NoDraftError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such page, or it is not yours to see."),
    ),
    StaleAnswerError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "These answers were changed in another place meanwhile. "
            "Load the page again."
        ),
    ),
    HandedInError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "Your answers are handed in. Take them back before you change them."
        ),
    ),
    IncompleteError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("Some items still wait for an answer."),
    ),
    NotInvitedError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The round does not ask some of these people."),
    ),
    NotTakenBackError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("In this round, answers that were handed in stay as they are."),
    ),
    RoundClosedError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("This round takes no answers now."),
    ),
    RoundStateError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The state of the round does not allow this."),
    ),
    NoCrosswalkError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext(
            "No crosswalk leads from this framework to the other. Name a file with one "
            "of your own."
        ),
    ),
    EvidenceTooLongError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "Evidence has at most 1,000 characters. Shorten it, or give a link."
        ),
    ),
    NoSuchCompetencyError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such page, or it is not yours to see."),
    ),
    OwnRaterError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("Nobody rates themselves as somebody else."),
    ),
    RaterTakenError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This person rates that one already, or there is a supervisor who rates "
            "them. Ask the other one no longer first."
        ),
    ),
    RatingBegunError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("This rating was begun meanwhile, so it is not taken away."),
    ),
    ResultsNotReadyError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The round is not closed yet, so it has no results."),
    ),
    RoundChangedError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The round was opened: it stays as it is."),
    ),
    RoundWindowError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A round closes after it opens."),
    ),
    RoundOverError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The closing time has passed. Set a later one before opening."),
    ),
    EmptyRoundError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("Nobody belongs to the target group of this round."),
    ),
    NoAgencyError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("There are no units yet. Import the roster first."),
    ),
    NoSuchRoundError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no round of this number."),
    ),
    FrameworkError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The framework file has problems. Check it to see all of them."),
    ),
    TextTooLongError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "A text of this framework is longer than a cell of a workbook may be. Take "
            "the YAML file instead."
        ),
    ),
    VersionTakenError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This version of the framework is kept already, with another content. "
            "Give the changed file a new version number."
        ),
    ),
    StaleDraftError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This draft was changed, published or given up in another place meanwhile. "
            "Nothing of yours was saved. Load the page again."
        ),
    ),
    FaultyDraftError: (
        HTTPStatus.CONFLICT,
        lazy_gettext("The draft still has problems. Mend them before publishing."),
    ),
    UnchangedDraftError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "The draft says the same as the version it was copied from, so there is "
            "nothing to publish."
        ),
    ),
    VersionLowError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This version number says less than has changed. Take the proposed number "
            "or a higher one."
        ),
    ),
    VersionFormError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A version number has three parts, such as 1.2.0."),
    ),
    NoSuchPartError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("The draft has no such part any more. Load the page again."),
    ),
    NoSuchFrameworkError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no framework of this name and version."),
    ),
    FrameError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("Something went wrong on our side. Nothing was changed."),
    ),
    TreeError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "The units do not form a tree: some go round in a circle, or stand below "
            "a unit that is not there. Mend the roster first."
        ),
    ),
    LevelsNotReadyError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "Levels are worked out when a round closes. Close this round first."
        ),
    ),
    NoCoursesError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "No course of the catalogue lifts anything in the framework of this "
            "round. Import courses for this framework first."
        ),
    ),
    MasterPlanError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("The master plan file has problems. Check it to see all of them."),
    ),
    NoSuchCrosswalkError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such crosswalk in use."),
    ),
    NoSuchMasterPlanError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such master plan."),
    ),
    StalePlanError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "This plan was changed in another place meanwhile. Nothing of yours was "
            "saved. Load the page again."
        ),
    ),
    PlanMoveError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "The plan is not as far as this needs any more. Load the page again."
        ),
    ),
}
"""Broken rules: what the answer's status is, and what the page says."""
