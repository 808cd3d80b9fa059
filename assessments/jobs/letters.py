"""The words of a reminder: Thai first, English below, and nothing but what waits."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from flask_babel import force_locale, gettext

from assessments import mail, thai
from assessments.mail import Letter
from assessments.queries.accounts import Addressee
from assessments.queries.reminders import Waiting
from assessments.queries.rounds import RoundFacts

Translator = Callable[[str], str]
LANGUAGES = ("th", "en")
_RULE = "-" * 40


def reminder(found: Waiting, facts: RoundFacts, address: str, at: datetime) -> Letter:
    """The letter to somebody whom a round waits for.

    It names the round, what of theirs is not handed in and until when; never an
    answer, a level or somebody else.
    """
    subjects, texts = [], []
    for language in LANGUAGES:
        with force_locale(language):
            subjects.append(gettext("Assessment not handed in yet"))
            texts.append(_text(found, facts, address, gettext, language))
    thai_subject, english_subject = subjects
    return Letter(
        mark=found.person_id,
        to=found.email or "",
        subject=f"{thai_subject}: {facts.name} / {english_subject}",
        text=f"\n{_RULE}\n\n".join(texts),
        at=at,
    )


def _text(
    found: Waiting, facts: RoundFacts, address: str, _: Translator, language: str
) -> str:
    until = thai.moment(facts.closes_at, language)
    paragraphs = (
        _("Dear %(name)s,") % {"name": mail.one_line(found.name)},
        _("The assessment round “%(name)s” waits for you:")
        % {"name": mail.one_line(facts.name)},
        "\n".join(f"- {line}" for line in _open_matters(found, _)),
        _("Answers are taken until %(time)s. What is not handed in is not counted.")
        % {"time": until},
        _("Sign in here: %(address)s") % {"address": f"{address}/"},
        _(
            "The system wrote this mail by itself; nobody reads answers to it. If you "
            "have handed in meanwhile, there is nothing left to do."
        ),
    )
    return "\n\n".join(paragraphs) + "\n"


def _open_matters(found: Waiting, _: Translator) -> list[str]:
    lines = []
    if found.own == "draft":
        lines.append(_("Your self-rating is begun, but not handed in yet."))
    elif found.own is not None:
        lines.append(_("Your self-rating is not begun yet."))
    if found.ratings:
        words = _("Ratings of other people, not handed in yet: %(count)s")
        lines.append(words % {"count": found.ratings})
    return lines


def new_password(
    found: Addressee, code: str, address: str, at: datetime, until: datetime
) -> Letter:
    """The letter to somebody who forgot their password, or says to be them."""
    subjects, texts = [], []
    for language in LANGUAGES:
        with force_locale(language):
            subjects.append(gettext("Code for a new password"))
            texts.append(_code_text(found, code, address, gettext, until, language))
    return Letter(
        mark=found.person_id,
        to=found.email,
        subject=" / ".join(subjects),
        text=f"\n{_RULE}\n\n".join(texts),
        at=at,
    )


def _code_text(
    found: Addressee,
    code: str,
    address: str,
    _: Translator,
    until: datetime,
    language: str,
) -> str:
    given = quote(found.number, safe="")
    link = f"{address}/account/reset#name={given}&code={code}"
    paragraphs = (
        _("Dear %(name)s,") % {"name": mail.one_line(found.name)},
        _("A new password was asked for in your name. Choose one here: %(address)s")
        % {"address": link},
        _("If the page asks for it, the code is %(code)s.") % {"code": code},
        _("The code works once, until %(time)s.")
        % {"time": thai.moment(until, language)},
        _(
            "If you did not ask for this, there is nothing to do: without the code "
            "your password stays as it is. Show the code to nobody, not even to your "
            "administrator."
        ),
    )
    return "\n\n".join(paragraphs) + "\n"
