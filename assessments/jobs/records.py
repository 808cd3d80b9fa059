"""The papers that the data protection act asks for, made of what is really kept."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from flask_babel import force_locale, gettext

from assessments.queries import breach as log
from assessments.queries import notices, requests
from assessments.workbooks import breach, ropa
from competency.notices import current

_YEAR = 365


def period(days: int) -> str:
    """So many days in words: in years where they are whole ones."""
    years, rest = divmod(days, _YEAR)
    if rest or not years:
        return str(gettext("%(count)s days", count=days))
    if years > 1:
        return str(gettext("%(count)s years", count=years))
    return str(gettext("1 year"))


def facts(language: str) -> Mapping[str, str]:
    """What the notice says of this agency: its name, a contact, how long it keeps."""
    settings = current_app.config["SETTINGS"]
    with force_locale(language):
        nobody = str(gettext("the human resources office of the agency"))
        return {
            "agency": settings.privacy_agency or notices.agency(language) or "–",
            "contact": settings.privacy_contact or nobody,
            "answers": period(settings.keep_answers_days),
            "results": period(settings.keep_results_days),
            "leavers": period(settings.keep_leavers_days),
        }


def record(now: datetime) -> bytes:
    """The record of processing of section 39 as a workbook in Thai."""
    refused = [each for each in requests.register() if each.state == "refused"]
    rows = [
        ropa.Refusal(each.id, each.kind, each.asked_at, each.answered_at, each.reason)
        for each in refused
    ]
    return ropa.workbook(current(), facts("th"), rows, now=now)


def breach_report(since: datetime, now: datetime) -> str:
    """The facts that a notice within 72 hours needs, in Thai, out of the log."""
    found = [breach.Event(**vars(each)) for each in log.lines(since, now)]
    people = log.kept()
    counts = breach.People(people.named, people.accounts, people.asked)
    return breach.report(found, counts, facts("th"), since=since, now=now)
