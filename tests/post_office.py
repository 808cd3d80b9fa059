"""A real mail server on this machine, which keeps what it takes and obeys a test."""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from flask import Flask

from assessments.config import Settings
from assessments.demo.serving import HOST, free_port

USER, PASSWORD = "reminders", "for tests only"
TAKEN = "250 OK"
_ports = count(21_000 + os.getpid() % 1000 * 5)


def _nothing(_number: int) -> None:
    """Do nothing."""


@dataclass
class Office:
    """What arrived, and how the server is to answer.

    `of_address` are answers to an address, `of_text` to the text for it; `drops`
    are addresses during whose text the connection breaks, before or after it is
    kept. `before` and `after` are called with the number of each letter.
    """

    port: int
    letters: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    senders: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    of_sender: str = TAKEN
    of_address: dict[str, str] = field(default_factory=dict)
    of_text: dict[str, str] = field(default_factory=dict)
    drops: dict[str, str] = field(default_factory=dict)
    before: Callable[[int], None] = _nothing
    after: Callable[[int], None] = _nothing
    most: int = 10_000
    sessions: set[int] = field(default_factory=set)
    secret: bool = True

    async def handle_MAIL(self, *given: Any) -> str:  # noqa: ANN401, N802 -- the server calls it so
        """Take the sender, or do not."""
        _server, session, envelope, address, options = given
        self.sessions.add(id(session))
        self.names.add(str(session.host_name))
        self.secret = self.secret and session.ssl is not None
        if self.of_sender != TAKEN:
            return self.of_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return TAKEN

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: ANN401, N802 -- the server calls it so
        """Take the address, or do not."""
        _server, _session, envelope, address, _options = given
        said = self.of_address.get(address, TAKEN)
        if said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, *given: Any) -> str:  # noqa: ANN401, N802 -- the same
        """Keep the letter, or do not."""
        _session, envelope = given
        (address,) = envelope.rcpt_tos
        number = len(self.letters) + 1
        self.before(number)
        if self.drops.get(address) == "before":
            return self._hung_up(server)
        said = self.of_text.get(address, TAKEN)
        if said != TAKEN:
            return said
        self.letters.append(cast("bytes", envelope.original_content))
        self.to.append(address)
        self.senders.add(str(envelope.mail_from))
        self.after(number)
        if self.drops.get(address) == "after" or number % self.most == 0:
            return self._hung_up(server, lost=number % self.most != 0)
        return TAKEN

    def _hung_up(self, server: SMTP, *, lost: bool = True) -> str:
        """Break the connection: at once, or as soon as the answer is out."""
        transport = cast("Any", server.transport)
        if lost:
            transport.abort()
        else:
            server.loop.call_later(0.05, transport.close)
        return TAKEN

    def read(self, place: int = -1) -> EmailMessage:
        """A letter as a mail program reads it."""
        return message_from_bytes(self.letters[place], policy=default)

    def settings(self, of: Settings, **other: object) -> Settings:
        """The same settings with mail on, by this server."""
        return settings(of, self.port, **other)


def settings(of: Settings, port: int, **other: object) -> Settings:
    """The same settings with mail on, by whatever listens on a port here."""
    named: dict[str, object] = {
        "mail_host": HOST,
        "mail_port": port,
        "mail_security": "none",
        "mail_sender": "hr@city.example",
        "address": "https://skills.city.example",
    }
    return of.model_copy(update=named | other)


@contextmanager
def named(app: Flask, port: int) -> Iterator[None]:
    """The application with mail on until the block ends, whether anybody listens."""
    before: Settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = settings(before, port)
    try:
        yield
    finally:
        app.config["SETTINGS"] = before


def _known(
    _server: SMTP,
    _session: Session,
    _envelope: Envelope,
    _mechanism: str,
    given: object,
) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)


@contextmanager
def opened(**options: Any) -> Iterator[Office]:  # noqa: ANN401 -- the server's own
    """A server that runs until the block ends; options are those of aiosmtpd."""
    office = Office(free_port(next(_ports)))
    server = Controller(
        cast("Any", office),
        hostname=HOST,
        port=office.port,
        server_hostname="mx.city.example",
        **options,
    )
    server.start()
    try:
        yield office
    finally:
        server.stop()


def secured(certificate: Path) -> dict[str, Any]:
    """Options of a server that wants STARTTLS and a password."""
    return {
        "tls_context": tls(certificate),
        "require_starttls": True,
        "authenticator": _known,
        "auth_required": True,
    }


def tls(certificate: Path) -> ssl.SSLContext:
    """What a server needs to show this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def certificate(folder: Path) -> Path:
    """A file with a throw-away key and a certificate of this machine for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mx.city.example")])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36_500))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )
    path = folder / "mail.pem"
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path
