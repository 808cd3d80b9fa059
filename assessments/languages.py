"""Which language this request speaks, and the filters that print values in it."""

import math
from datetime import date, datetime

from flask import Flask, current_app, has_request_context, session
from flask_babel import get_locale, gettext

from assessments import thai

LANGUAGES = {"th": "ไทย", "en": "English"}
_SATANG = 100


def chosen() -> str:
    """The language of this request: as chosen, else as installed."""
    default: str = current_app.config["SETTINGS"].language
    if not has_request_context():
        return default
    return str(session.get("language", default))


def current() -> str:
    """The language that texts are printed in now: "th" or "en"."""
    locale = get_locale()
    return str(locale.language) if locale and locale.language in LANGUAGES else "th"


def date_(value: date | None) -> str:
    """A date in words, or a dash."""
    return "–" if value is None else thai.date_(value, current())


def moment(value: datetime | None) -> str:
    """Date and minute in Bangkok, or a dash."""
    words = "–" if value is None else thai.moment(value, current())
    # A line that ends in the time alone keeps its "น." with it.
    return words.replace(" น.", "\u00a0น.")


def level(value: float | None) -> str:
    """A level with at most two decimals; unknown in words."""
    if value is None or math.isnan(value):
        return str(gettext("unknown"))
    return f"{value:.2f}".rstrip("0").rstrip(".")


def gap(value: float | None) -> str:
    """A gap with its sign; unknown and "not required" in words."""
    if value is None or math.isnan(value):
        return str(gettext("unknown"))
    if math.isinf(value):
        return str(gettext("not required"))
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0"


def share(value: float | None) -> str:
    """A share of one in per cent."""
    if value is None or math.isnan(value):
        return str(gettext("unknown"))
    return f"{value:.0%}"


def amount(value: float) -> str:
    """A count with commas; one decimal where it is not whole."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def baht(satang: int) -> str:
    """Money in baht; satang only where there are some."""
    whole, rest = divmod(satang, _SATANG)
    return f"{whole:,}" + (f".{rest:02d}" if rest else "")


FILTERS = {
    "date": date_,
    "moment": moment,
    "level": level,
    "gap": gap,
    "share": share,
    "amount": amount,
    "baht": baht,
}


def set_up(app: Flask) -> None:
    """Offer filters and the current language to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(language=current, languages=LANGUAGES)
