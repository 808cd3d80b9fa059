"""Each error and each problem of a file, with its status and its sentence."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assessments.checks import NotDurableError, OldSchemaError
from assessments.config import SettingsError
from assessments.operations import NestedTransactionError, accounts
from assessments.operations.answers import (
    HandedInError,
    IncompleteError,
    NoDraftError,
    NotInvitedError,
    NotTakenBackError,
    StaleAnswerError,
)
from assessments.operations.drafts import (
    FaultyDraftError,
    StaleDraftError,
    UnchangedDraftError,
)
from assessments.operations.frameworks import NoSuchFrameworkError, VersionTakenError
from assessments.operations.masterplans import NoSuchMasterPlanError
from assessments.operations.needs import LevelsNotReadyError
from assessments.operations.plans import NoCoursesError
from assessments.operations.results import ResultsNotReadyError
from assessments.operations.rounds import (
    EmptyRoundError,
    NoAgencyError,
    RoundChangedError,
    RoundOverError,
    RoundWindowError,
)
from assessments.queries.rounds import NoSuchRoundError
from competency.answers import AnswerError
from competency.crosswalks import NoCrosswalkError
from competency.errors import CompetencyError
from competency.frames import FrameError
from competency.frameworks.editing import NoSuchPartError
from competency.frameworks.reading import FrameworkError
from competency.frameworks.sheets import TextTooLongError
from competency.frameworks.versions import VersionFormError, VersionLowError
from competency.masterplans import MasterPlanError
from competency.orgtree import TreeError
from competency.problems import Problem
from competency.rounds import RoundClosedError, RoundStateError

Translator = Callable[[str], str]

ERRORS: dict[type[CompetencyError], tuple[HTTPStatus, LazyString]] = {
    accounts.NoSuchPersonError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is nobody of today's staff with this number."),
    ),
    accounts.NoSuchRoleError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("There is no such role to grant."),
    ),
    accounts.CodeError: (
        HTTPStatus.FORBIDDEN,
        lazy_gettext(
            "The name and the code do not belong together, or the code is too old. "
            "Ask your administrator for a new one."
        ),
    ),
    accounts.PasswordError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext("A password has 10 to 128 characters."),
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
    NotDurableError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("The database could lose what it has confirmed as saved."),
    ),
    OldSchemaError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext(
            "The database has no tables yet, or those of another version of this "
            "program. Run “flask db upgrade” first."
        ),
    ),
    SettingsError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("A setting in the environment cannot be used."),
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
    NoSuchMasterPlanError: (
        HTTPStatus.NOT_FOUND,
        lazy_gettext("There is no such master plan."),
    ),
}
"""Broken rules: what the answer's status is, and what the page says."""

RULES: dict[str, LazyString] = {
    "value-duplicate": lazy_gettext(
        "“%(value)s” stands in row %(expected)s already; it may stand only once."
    ),
    "citizen-number": lazy_gettext(
        "A citizen's identification number may not be kept. Use the agency's own staff "
        "number."
    ),
    "code-unknown": lazy_gettext(
        "“%(value)s” is not a known code. Expected one of: %(expected)s."
    ),
    "date-wrong": lazy_gettext(
        "“%(value)s” is not a date. Expected day/month/year of the Buddhist era, such "
        "as %(expected)s."
    ),
    "email-wrong": lazy_gettext(
        "“%(value)s” is not an e-mail address. Expected one such as %(expected)s."
    ),
    "position-half": lazy_gettext(
        "Position type and level belong together: fill in both, or leave both blank."
    ),
    "supervisor-self": lazy_gettext("Nobody is their own supervisor (%(value)s)."),
    "supervisor-unknown": lazy_gettext(
        "“%(value)s” is not the staff number of anybody in this roster."
    ),
    "supervisor-loop": lazy_gettext(
        "Supervisors go round in a circle: %(value)s. Somebody has to be at the top."
    ),
    "unit-unknown": lazy_gettext("There is no unit with the code “%(value)s”."),
    "units-unknown": lazy_gettext(
        "No units are known yet. Add the sheet of units, or its own file."
    ),
    "unit-orphan": lazy_gettext(
        "There is no unit with the code “%(value)s” to stand above this one."
    ),
    "unit-under-itself": lazy_gettext(
        "The unit “%(value)s” cannot stand above itself."
    ),
    "unit-loop": lazy_gettext(
        "Units go round in a circle: %(value)s. One has to be at the top."
    ),
    "unit-no-root": lazy_gettext(
        "Every unit has a parent. One unit, the agency itself, must have none."
    ),
    "unit-second-root": lazy_gettext(
        "“%(value)s” has no parent, but neither has “%(expected)s”. Only one unit, the "
        "agency itself, has none."
    ),
    "file-not-a-workbook": lazy_gettext(
        "This is not an Excel workbook (%(expected)s)."
    ),
    "file-not-text": lazy_gettext("This is not a CSV text in %(expected)s."),
    "file-not-gzip": lazy_gettext(
        "This is not a whole file packed by gzip (%(expected)s)."
    ),
    "file-too-large": lazy_gettext(
        "The file is too large: at most %(expected)s bytes are read."
    ),
    "file-parts": lazy_gettext(
        "The workbook has %(value)s parts; at most %(expected)s are read."
    ),
    "file-sheets": lazy_gettext(
        "The workbook has %(value)s sheets; at most %(expected)s are read."
    ),
    "file-rows": lazy_gettext(
        "A sheet has %(value)s rows; at most %(expected)s are read."
    ),
    "file-columns": lazy_gettext(
        "A sheet is %(value)s columns wide; at most %(expected)s are read."
    ),
    "sheet-missing": lazy_gettext("The sheet is missing."),
    "sheet-empty": lazy_gettext("The sheet holds no rows."),
    "column-missing": lazy_gettext("The column is missing."),
    "column-twice": lazy_gettext("The column stands there twice."),
    "value-missing": lazy_gettext("A value is missing."),
    "value-too-long": lazy_gettext(
        "“%(value)s…” is too long; at most %(expected)s characters."
    ),
    "value-not-number": lazy_gettext(
        "“%(value)s” is not a number; expected: %(expected)s."
    ),
    "value-not-whole": lazy_gettext(
        "“%(value)s” is not a whole number; expected: %(expected)s."
    ),
    "value-not-money": lazy_gettext(
        "“%(value)s” is not an amount of money; the smallest unit is %(expected)s baht."
    ),
    "value-out-of-range": lazy_gettext(
        "“%(value)s” is out of range; expected: %(expected)s."
    ),
    "value-unknown": lazy_gettext(
        "“%(value)s” is not known; expected one of: %(expected)s."
    ),
    "value-twice": lazy_gettext("“%(value)s” is already there (%(expected)s)."),
    "yaml-wrong": lazy_gettext("This is not YAML text: %(value)s."),
    "yaml-anchor": lazy_gettext(
        "Anchors and aliases (%(value)s) may not be used; write the content out."
    ),
    "yaml-deep": lazy_gettext(
        "The content is nested too deeply; at most %(expected)s steps are read."
    ),
    "yaml-kind": lazy_gettext("“%(value)s” is a kind of value that is not read here."),
    "key-twice": lazy_gettext("The key “%(value)s” stands there twice."),
    "key-not-text": lazy_gettext(
        "“%(value)s” has become a number or another value; write it in quotes."
    ),
    "file-not-utf-8": lazy_gettext("The file is not a text in UTF-8."),
    "not-a-framework": lazy_gettext("The file holds no framework."),
    "field-missing": lazy_gettext("A field is missing."),
    "field-unknown": lazy_gettext("The format has no field of this name."),
    "field-wrong": lazy_gettext("“%(value)s” cannot stand here."),
    "not-text": lazy_gettext(
        "“%(value)s” is not a text; codes that look like numbers stand in quotes."
    ),
    "text-empty": lazy_gettext("The text is empty."),
    "not-whole": lazy_gettext("“%(value)s” is not a whole number."),
    "not-number": lazy_gettext("“%(value)s” is not a number."),
    "not-yes-or-no": lazy_gettext("“%(value)s” is neither true nor false."),
    "not-one-of": lazy_gettext(
        "“%(value)s” is not possible here; expected: %(expected)s."
    ),
    "not-list": lazy_gettext("A list is expected here."),
    "not-mapping": lazy_gettext("Fields with names are expected here."),
    "list-short": lazy_gettext(
        "The list is too short; it needs at least %(expected)s."
    ),
    "number-small": lazy_gettext(
        "“%(value)s” is too small; the limit is %(expected)s."
    ),
    "number-large": lazy_gettext(
        "“%(value)s” is too large; the limit is %(expected)s."
    ),
    "version-form": lazy_gettext("“%(value)s” is not a version such as 1.0.0."),
    "id-form": lazy_gettext(
        "“%(value)s” cannot be an id: letters, digits, dots, hyphens and "
        "underlines, at most 100."
    ),
    "id-twice": lazy_gettext("“%(value)s” stands there twice."),
    "answer-count": lazy_gettext(
        "An answer scale has %(expected)s answers; this one has %(value)s."
    ),
    "area-unknown": lazy_gettext(
        "There is no area “%(value)s”; the file knows: %(expected)s."
    ),
    "answers-unknown": lazy_gettext(
        "There is no answer scale “%(value)s”; the file knows: %(expected)s."
    ),
    "competency-unknown": lazy_gettext(
        "There is no competency “%(value)s”; the file knows: %(expected)s."
    ),
    "level-unknown": lazy_gettext("Level %(value)s is not on the scale: %(expected)s."),
    "level-off-scale": lazy_gettext("Level %(value)s is off the scale: %(expected)s."),
    "level-of-not-required": lazy_gettext(
        "What is not required has no level (%(value)s)."
    ),
    "key-unknown": lazy_gettext(
        "The right answer “%(value)s” is none of the item's answers: %(expected)s."
    ),
    "profile-twice": lazy_gettext("Two profiles are for the same people (%(value)s)."),
    "items-missing": lazy_gettext("The competency “%(value)s” has no items."),
    "scale-hole": lazy_gettext("The scale leaves out level %(value)s."),
    "item-without-level": lazy_gettext(
        "The rule “ladder” needs the level of every item (%(value)s)."
    ),
    "level-without-item": lazy_gettext(
        "The rule “ladder” needs an item at each level; there is none at "
        "level %(value)s."
    ),
    "item-at-lowest-level": lazy_gettext(
        "Everybody has the lowest level (%(value)s); items stand above it."
    ),
    "met-unknown": lazy_gettext(
        "An item is met from the answer “%(value)s” on, but the answers are: "
        "%(expected)s."
    ),
    "one-item-wanted": lazy_gettext(
        "The rule “direct” needs exactly one item for each competency; here are "
        "%(value)s."
    ),
    "target-wrong": lazy_gettext(
        "“%(value)s” is no target. Write a level (%(expected)s), “-” where nothing is "
        "required, or leave the cell blank where the target is unknown."
    ),
    "block-too-large": lazy_gettext(
        "The block has %(value)s cells, but from its first cell on there is room for "
        "%(expected)s (rows × columns)."
    ),
    "no-item-column": lazy_gettext(
        "No column is named after an item of the framework (such as “%(expected)s”). "
        "Say in a map which column is which item."
    ),
    "person-not-asked": lazy_gettext(
        "This round asks nobody with the number “%(value)s”."
    ),
    "row-too-wide": lazy_gettext(
        "The row has %(value)s cells, but only %(expected)s columns have a header."
    ),
    "not-a-map": lazy_gettext("The file holds no map of columns and answers."),
    "item-unknown": lazy_gettext(
        "There is no item “%(value)s” in the framework %(expected)s."
    ),
    "not-a-crosswalk": lazy_gettext("The file holds no crosswalk."),
    "framework-other": lazy_gettext(
        "The crosswalk names the framework “%(value)s”; here it is “%(expected)s”."
    ),
    "edge-twice": lazy_gettext("The relation %(value)s stands there twice."),
    "edge-to-nothing": lazy_gettext(
        "A relation of the kind “none” (%(value)s) has neither an end nor a weight."
    ),
    "edge-without-weight": lazy_gettext(
        "A relation needs a weight above 0: the share of the competency it speaks for."
    ),
    "cell-is-formula": lazy_gettext(
        "The cell holds a formula. Type what it shows, as a value."
    ),
    "cell-is-error": lazy_gettext("The cell shows an error instead of a value."),
    "cell-is-date": lazy_gettext(
        "The cell holds a date (%(value)s). Format it as text and type the value again."
    ),
    "cell-is-number": lazy_gettext(
        "The cell holds the number %(value)s, where 1.10 and 1.1 are the same. Format "
        "it as text and type the value again."
    ),
    "cell-not-read": lazy_gettext(
        "“%(value)s” is not read from here; the value belongs in: %(expected)s."
    ),
    "cell-without-header": lazy_gettext(
        "“%(value)s” stands in a column without a header."
    ),
    "column-unknown": lazy_gettext("No column is called “%(value)s” on this sheet."),
    "sheet-unknown": lazy_gettext(
        "No sheet is called “%(value)s”; the sheets are: %(expected)s."
    ),
    "sheet-twice": lazy_gettext(
        "The sheet “%(expected)s” holds the same part already."
    ),
    "profile-unknown": lazy_gettext(
        "There is no profile “%(value)s”; the file knows: %(expected)s."
    ),
    "moodle-frameworks": lazy_gettext(
        "A file holds one framework; here %(value)s rows say that they are one."
    ),
    "parent-unknown": lazy_gettext(
        "There is no row with the ID number “%(value)s” to stand above this one."
    ),
    "parent-circle": lazy_gettext(
        "The rows above this one (%(value)s) go round in a circle."
    ),
    "texts-copied": lazy_gettext(
        "The file has texts in one language only (%(value)s). They stand for both "
        "languages, and a note in the framework says so, until they are translated."
    ),
    "levels-from-answers": lazy_gettext(
        "The file knows no levels. The steps of its longest answer scale stand in for "
        "them, under the rule “mean”."
    ),
    "question-not-read": lazy_gettext(
        "The question “%(value)s” is of the type %(expected)s, not an array; it was "
        "left out."
    ),
    "not-a-survey": lazy_gettext(
        "The file is no survey structure of LimeSurvey (%(expected)s)."
    ),
    "column-not-kept": lazy_gettext(
        "A framework has no place for what stands in this column (rows: %(value)s). It "
        "was left out."
    ),
    "course-unknown": lazy_gettext(
        "No course has the code “%(value)s” on the sheet %(expected)s."
    ),
    "file-kind": lazy_gettext(
        "Files of this kind (“%(value)s”) are not read; known are: %(expected)s."
    ),
    "not-a-master-plan": lazy_gettext("The file holds no master plan."),
    "years-order": lazy_gettext(
        "The last year (%(value)s) stands before the first (%(expected)s)."
    ),
    "year-outside": lazy_gettext(
        "The year %(value)s is not one of the plan's years (%(expected)s)."
    ),
    "year-twice": lazy_gettext("The year %(value)s stands there twice."),
    "framework-unknown": lazy_gettext(
        "There is no framework “%(value)s”; known are: %(expected)s."
    ),
    "link-twice": lazy_gettext(
        "The competency “%(value)s” carries this strategy twice."
    ),
    "goal-without-value": lazy_gettext(
        "The goal “%(value)s” has no value to reach in any year."
    ),
    "measured-by-report": lazy_gettext(
        "A goal of the kind “%(value)s” is measured from closed rounds; values of your "
        "own belong to goals of the kind “manual”."
    ),
    "better-by-report": lazy_gettext(
        "A goal of the kind “%(expected)s” is better when higher; only one of the kind "
        "“manual” may be better when lower."
    ),
}
"""Problems of a file: the sentence of each rule, with %(value)s and %(expected)s."""

STATUSES: dict[int, LazyString] = {
    400: lazy_gettext("The request could not be understood. Go back and try again."),
    401: lazy_gettext("Please sign in first."),
    403: lazy_gettext("Your account may not open this page."),
    404: lazy_gettext("There is no such page, or it is not yours to see."),
    405: lazy_gettext("The request could not be understood. Go back and try again."),
    413: lazy_gettext("The file is too large."),
    429: lazy_gettext("Too many requests at once. Wait a minute and try again."),
}
_OURS = lazy_gettext("Something went wrong on our side. Nothing was changed.")
_STALE_FORM = lazy_gettext("The page was open for too long. Go back and send it again.")


def sentence(error: CompetencyError) -> LazyString:
    """What a broken rule means, in words."""
    return ERRORS[type(error)][1]


def words(problem: Problem, _: Translator) -> str:
    """What is wrong with one problem of a file, without its place."""
    values = {"value": problem.value, "expected": problem.expected}
    return _(message(RULES[problem.rule])) % values


def describe(problem: Problem, _: Translator) -> str:
    """One problem of a file in words, its place first."""
    parts = (
        (_("sheet %(name)s"), problem.place.sheet),
        (_("row %(name)s"), problem.place.row),
        (_("column %(name)s"), problem.place.column),
    )
    place = ", ".join(text % {"name": name} for text, name in parts if name is not None)
    said = words(problem, _)
    return f"{place}: {said}" if place else said


def message(text: LazyString) -> str:
    """The English id of a lazy sentence, for a translator that is not a request's."""
    return str(text._args[0])  # noqa: SLF001 -- Flask-Babel keeps the id only there


def _page(status: int, text: LazyString) -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, text=text), status


def _broken_rule(error: CompetencyError) -> ResponseReturnValue:
    status, text = ERRORS[type(error)]
    return _page(status, text)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    text = _STALE_FORM if isinstance(error, CSRFError) else STATUSES.get(code, _OURS)
    return _page(code, text)


def set_up(app: Flask) -> None:
    """Answer broken rules and HTTP errors with a page in the reader's language."""
    app.register_error_handler(CompetencyError, _broken_rule)
    app.register_error_handler(HTTPException, _http)
