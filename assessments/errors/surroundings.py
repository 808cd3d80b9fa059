"""What is wrong around the program: its settings, its database, its mail server."""

from http import HTTPStatus

from flask_babel import LazyString, lazy_gettext

from assessments.checks import NotDurableError, OldSchemaError
from assessments.config import NotClosedError, SettingsError
from assessments.mail import MailOffError, MailServerError
from assessments.single import (
    ProviderAwayError,
    SignOnFaultyError,
    SignOnOverError,
    SignOnRefusedError,
)
from competency.errors import CompetencyError

ERRORS: dict[type[CompetencyError], tuple[HTTPStatus, LazyString]] = {
    NotDurableError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext("The database could lose what it has confirmed as saved."),
    ),
    NotClosedError: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        lazy_gettext(
            "The server does not start as it is: debugging, tests, demo data or a data "
            "folder that others may read are not for where everybody comes."
        ),
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
    ProviderAwayError: (
        HTTPStatus.BAD_GATEWAY,
        lazy_gettext(
            "The agency's sign-in service does not answer now. Try again in a few "
            "minutes, or sign in with a password."
        ),
    ),
    SignOnRefusedError: (
        HTTPStatus.FORBIDDEN,
        lazy_gettext(
            "The agency's sign-in service did not let you in. Try again, or sign in "
            "with a password."
        ),
    ),
    SignOnOverError: (
        HTTPStatus.BAD_REQUEST,
        lazy_gettext(
            "This sign-in took too long, was used already, or was begun in another "
            "window. Begin again."
        ),
    ),
    SignOnFaultyError: (
        HTTPStatus.BAD_GATEWAY,
        lazy_gettext(
            "The agency's sign-in service gave an answer that cannot be trusted, so "
            "nobody was signed in. Try again; if it stays so, tell your administrator."
        ),
    ),
    MailOffError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "No mail server is set up for this installation, so no mail was sent."
        ),
    ),
    MailServerError: (
        HTTPStatus.CONFLICT,
        lazy_gettext(
            "The mail server could not be used. Whoever was not written to yet still "
            "waits: try again later, and tell your system administrator if it stays so."
        ),
    ),
}
"""Broken rules of the installation: the answer's status, and what the page says."""
