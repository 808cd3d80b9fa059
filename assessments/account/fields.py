"""Fields that several forms of accounts share."""

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import EqualTo, InputRequired, Length

from competency import passwords

LONG_ENOUGH = Length(
    passwords.SHORTEST,
    passwords.LONGEST,
    lazy_gettext("A password has 12 to 128 characters."),
)
SAME = EqualTo("password", lazy_gettext("The two passwords are not the same."))
FILLED = InputRequired(lazy_gettext("Fill in this field."))
NEW = lazy_gettext("New password (at least 12 characters)")
AGAIN = lazy_gettext("The new password again")


def named() -> StringField:
    """The field for whoever somebody says to be."""
    return StringField(
        lazy_gettext("Staff number or e-mail"),
        [FILLED],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
