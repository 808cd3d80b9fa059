"""Sending letters: plain texts, one to each person, by the agency's mail server."""

import logging
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime, make_msgid
from enum import StrEnum
from smtplib import SMTP, SMTP_SSL, SMTPDataError, SMTPSenderRefused
from urllib.parse import urlsplit

from assessments.config import Settings
from competency.errors import CompetencyError

logger = logging.getLogger(__name__)

TIMEOUT = 20.0
"""Seconds that one step of a conversation may take; a worker has other work too."""

_LATER, _NEVER, _LEAVING = 400, 500, 421
"""Answers of a mail server (RFC 5321): not now, not at all, and good-bye."""

_NAME = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


class MailOffError(CompetencyError):
    """No mail server is named in the settings."""


class MailServerError(CompetencyError):
    """The mail server cannot be reached or turns us away; says what broke."""


class Fate(StrEnum):
    """What became of a letter.

    `refused`: the server will not take it for this address. `later`: not now.
    `unclear`: the connection broke while it was handed over, so nobody can tell.
    """

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Letter:
    """A plain text to one address; `mark` is the sender's own and is not sent."""

    mark: int
    to: str
    subject: str
    text: str
    at: datetime


def require_on(settings: Settings) -> None:
    """Raise `MailOffError` where no mail server is named."""
    if not settings.sends_mail:
        raise MailOffError


def send(
    letters: Iterable[Letter], settings: Settings
) -> Iterator[tuple[Letter, Fate]]:
    """Each letter with its fate, told before the next one is asked for.

    All go over one connection, which is looked after before each letter is asked for
    and made anew where the server has ended it. Raises `MailOffError`, or
    `MailServerError` where the server cannot be used; letters after that are not
    asked for.
    """
    require_on(settings)
    client, waiting = _connected(settings), iter(letters)
    try:
        while True:
            client = _awake(client, settings)
            letter = next(waiting, None)
            if letter is None:
                return
            try:
                fate = _handed_over(client, letter, settings)
            except SMTPSenderRefused as error:
                yield letter, Fate.LATER
                raise _unusable(error) from error
            yield letter, fate
    finally:
        _leave(client)


def _connected(settings: Settings) -> SMTP:
    """A connection that may be used for letters; raises `MailServerError`."""
    client: SMTP | None = None
    try:
        client = _dialled(settings, _trusted(settings))
        if settings.mail_security == "starttls":
            client.starttls(context=_trusted(settings))
        if settings.mail_user:
            client.login(settings.mail_user, settings.mail_password)
        client.ehlo_or_helo_if_needed()
    # A password that is not ASCII is a ValueError of the library.
    except (OSError, ValueError) as error:
        if client is not None:
            client.close()
        raise _unusable(error) from error
    return client


def _dialled(settings: Settings, context: ssl.SSLContext) -> SMTP:
    host, port, own = settings.mail_host, settings.mail_port, _own_host(settings)
    if settings.mail_security == "tls":
        return SMTP_SSL(host, port, own, timeout=TIMEOUT, context=context)
    return SMTP(host, port, own, timeout=TIMEOUT)


def _trusted(settings: Settings) -> ssl.SSLContext:
    """What certificates must be signed by: the system's authorities and ours."""
    context = ssl.create_default_context()
    if settings.mail_ca is not None:
        context.load_verify_locations(settings.mail_ca)
    return context


def _own_host(settings: Settings) -> str:
    """Our name in greetings and message ids: the host of the site's address."""
    return urlsplit(settings.address).hostname or "localhost"


def _unusable(error: Exception) -> MailServerError:
    """The same in our words; the log has the class, since answers hold addresses."""
    name = type(error).__name__
    logger.warning("the mail server cannot be used: %s", name)
    return MailServerError(name)


def _awake(client: SMTP, settings: Settings) -> SMTP:
    """The connection, ready for a letter; a new one where the server has left."""
    with suppress(OSError):
        if client.rset()[0] < _LATER:
            return client
    client.close()
    return _connected(settings)


def _leave(client: SMTP) -> None:
    with suppress(OSError):
        client.quit()
    client.close()


def _handed_over(client: SMTP, letter: Letter, settings: Settings) -> Fate:
    """What becomes of one letter; raises `SMTPSenderRefused` where none would go."""
    to, sender = plain(letter.to), settings.mail_sender
    if to is None:
        return Fate.REFUSED
    content = message(letter, settings).as_bytes()
    try:
        begun, said = client.mail(sender)
        code, _said = client.rcpt(to) if begun < _LATER else (_LEAVING, b"")
    except OSError:
        return Fate.LATER
    if _LATER <= begun != _LEAVING:
        raise SMTPSenderRefused(begun, said, sender)
    return _data(client, content) if code < _LATER else _fate(code)


def _data(client: SMTP, content: bytes) -> Fate:
    """What the server says of the text itself."""
    try:
        code, _said = client.data(content)
    except SMTPDataError as error:
        code = error.smtp_code
    except OSError:
        return Fate.UNCLEAR
    return _fate(code)


def _fate(code: int) -> Fate:
    if code < _LATER:
        return Fate.SENT
    return Fate.LATER if code < _NEVER else Fate.REFUSED


def plain(address: str) -> str | None:
    """An address as every mail server takes it, a Thai domain in its plain form.

    None for one that cannot be written so: nothing but a name and a domain may
    reach the conversation with the server.
    """
    name, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    fits = _NAME.fullmatch(name) and _DOMAIN.fullmatch(domain)
    return f"{name}@{domain}" if fits else None


def one_line(text: str) -> str:
    """The text without line breaks and other signs that do not show."""
    words = (
        "".join(sign for sign in word if sign.isprintable()) for word in text.split()
    )
    return " ".join(filter(None, words))


def message(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter with its headers, in seven bits, which every server passes on.

    It says that a program wrote it (RFC 3834), so that no other program answers.
    """
    made = EmailMessage(POLICY)
    made["From"] = Address("Samatthana", addr_spec=settings.mail_sender)
    made["To"] = Address(addr_spec=plain(letter.to) or "")
    made["Subject"] = one_line(letter.subject)
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = make_msgid(domain=_own_host(settings))
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="quoted-printable")
    return made
