"""Extensions, created here and configured in the factory."""

from flask import request
from flask_babel import Babel, lazy_gettext
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf import CSRFProtect, FlaskForm

from assessments.database import db
from assessments.models import Account, Role


class TokenCheck(CSRFProtect):  # type: ignore[misc]
    """The CSRF check, which looks for a script's header before it reads a form."""

    def _get_csrf_token(self) -> str | None:
        sent: str | None = request.headers.get("X-CSRFToken")
        return sent or super()._get_csrf_token()


_CHOOSE = lazy_gettext("Choose from the list.")
_BETWEEN = lazy_gettext("Write a number from %(min)s to %(max)s.")
SAID = {
    "This field is required.": lazy_gettext("Fill in this field."),
    "Not a valid choice.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "Not a valid integer value.": lazy_gettext("Write a whole number."),
    "Number must be between %(min)s and %(max)s.": _BETWEEN,
    "Field cannot be longer than %(max)d character.": lazy_gettext(
        "Write at most %(max)s characters."
    ),
}
"""What WTForms says of a field, which knows no Thai, and how we say it."""

_ELSE = lazy_gettext("This cannot be used here.")


class Sayings:
    """The texts of WTForms in our words and in the reader's language."""

    def gettext(self, text: str) -> str:
        """Our words for a text; never a sentence of the library's own."""
        return str(SAID.get(text, _ELSE))

    def ngettext(self, singular: str, plural: str, n: int) -> str:  # noqa: ARG002 -- WTForms passes them
        """The same, whatever the number: the text holds it."""
        return self.gettext(singular)


class Form(FlaskForm):  # type: ignore[misc]
    """The base of every form: what is wrong with a field is said by `Sayings`."""

    class Meta:
        """What WTForms asks a form for."""

        def get_translations(self, form: object) -> Sayings:  # noqa: ARG002 -- WTForms passes it
            """Who puts the library's texts into words."""
            return Sayings()


babel = Babel()
compress = Compress()
csrf = TokenCheck()
limiter = Limiter(get_remote_address)
migrate = Migrate()
accounts = SQLAlchemyUserDatastore(db, Account, Role)
security = Security()
