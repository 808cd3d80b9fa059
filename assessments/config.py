"""Settings, read from the environment once and checked."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FilePath,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from competency.errors import CompetencyError

PREFIX = "SAMATTHANA_"
SHORTEST_SECRET = 32
"""Signs of a key that is set by hand; one that is made has twice as many."""

LOOPBACK = ("localhost", "127.0.0.1")
"""Names that this machine has for itself; what watches a server asks by them."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[\w./~-]*)?", re.ASCII)
_HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
_PROVIDER = re.compile(
    r"(https://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])"
    r"|http://(localhost|127(\.\d{1,3}){3}|\[::1\]))"
    r'(:\d{1,5})?([/?][!"$-~]*)?',
    re.ASCII,
)
_SENDER = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


SINGLE = ("oidc_client_id", "oidc_client_secret", "oidc_issuer", "address")
WITHOUT_DISCOVERY = ("oidc_authorize", "oidc_token", "oidc_keys")
"""What single sign-on needs, and what else where the provider does not say it."""


class SettingsError(CompetencyError):
    """Settings that cannot be used; the arguments are (name, value) pairs."""


class NotClosedError(CompetencyError):
    """A server for everybody would be open to all; the arguments say by what."""


class Settings(BaseModel):
    """All that differs between two installations.

    `data` is the folder of database, queue, uploads and exports; `database_url`
    replaces the SQLite file in it; `demo` marks invented data on every page.
    Without `mail_host` no mail is sent; with it, `mail_sender` and the `address`
    that links in mails lead to are needed too. `hosts` are further names by which
    people may come, by commas; `proxies` stand in front and tell whence they come;
    `secure_cookies` is as `address` says, unless set. With any of `oidc_…`, people
    sign in at the agency's OpenID provider, which needs all of `SINGLE`.
    `privacy_agency` and `privacy_contact` stand in the privacy notice; `keep_…_days`
    say how long each class of personal data is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Path("instance")
    database_url: str = ""
    demo: bool = False
    testing: bool = False
    secret: str = ""
    secure_cookies: bool | None = None
    language: Literal["th", "en"] = "th"
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_password: str = ""
    mail_sender: str = Field(default="", validate_default=True)
    mail_ca: FilePath | None = None
    address: str = Field(default="", validate_default=True)
    hosts: str = ""
    proxies: int = Field(default=0, ge=0, le=5)
    oidc_issuer: str = ""
    oidc_authorize: str = ""
    oidc_token: str = ""
    oidc_keys: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_claim: str = Field(default="email", min_length=1)
    oidc_label_th: str = Field(default="", max_length=80)
    oidc_label_en: str = Field(default="", max_length=80)
    oidc_trust_second: bool = False
    oidc_ca: FilePath | None = None
    privacy_agency: str = ""
    privacy_contact: str = ""
    keep_answers_days: int = Field(default=3 * 365, ge=30)
    keep_results_days: int = Field(default=5 * 365, ge=30, validate_default=True)
    keep_leavers_days: int = Field(default=5 * 365, ge=30, validate_default=True)
    keep_files_days: int = Field(default=90, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _signs_on_or_not(cls, values: dict[str, object]) -> dict[str, object]:
        """The same values; None, which is no text, for each that is lacking."""
        given = {n for n in values if n.startswith("oidc_") and values[n]}
        by_hand = WITHOUT_DISCOVERY if given.intersection(WITHOUT_DISCOVERY) else ()
        needed = (*SINGLE, *by_hand) if given else ()
        return values | {name: None for name in needed if not values.get(name)}

    @field_validator("oidc_issuer", *WITHOUT_DISCOVERY)
    @classmethod
    def _never_overheard(cls, value: str) -> str:
        if value and not is_safe(value):
            raise ValueError(value)
        return value

    @field_validator("secret")
    @classmethod
    def _hard_to_guess(cls, value: str, info: ValidationInfo) -> str:
        if value and len(value) < SHORTEST_SECRET and not info.data.get("testing"):
            raise ValueError(value)
        return value

    @field_validator("mail_user")
    @classmethod
    def _never_in_the_clear(cls, value: str, info: ValidationInfo) -> str:
        if value and info.data.get("mail_security") == "none":
            raise ValueError(value)
        return value

    @field_validator("mail_sender", "address")
    @classmethod
    def _well_formed(cls, value: str, info: ValidationInfo) -> str:
        form = _ADDRESS if info.field_name == "address" else _SENDER
        needed = bool(info.data.get("mail_host"))
        if (value or needed) and not form.fullmatch(value):
            raise ValueError(value)
        return value.rstrip("/")

    @field_validator("keep_results_days")
    @classmethod
    def _outlive_answers(cls, value: int, info: ValidationInfo) -> int:
        if value < info.data.get("keep_answers_days", 0):
            raise ValueError(value)
        return value

    @field_validator("keep_leavers_days")
    @classmethod
    def _outlive_results(cls, value: int, info: ValidationInfo) -> int:
        if value < info.data.get("keep_results_days", 0):
            raise ValueError(value)
        return value

    @field_validator("hosts")
    @classmethod
    def _names(cls, value: str) -> str:
        names = [name.strip() for name in value.split(",")] if value else []
        if not all(_HOST.fullmatch(name) for name in names):
            raise ValueError(value)
        return ",".join(names)

    @property
    def encrypted(self) -> bool:
        """Whether people come by https: as set, else as the address of the site."""
        if self.secure_cookies is None:
            return self.address.startswith("https://")
        return self.secure_cookies

    @property
    def trusted_hosts(self) -> list[str]:
        """The names by which the site answers: its address's, further ones, its own."""
        own = urlsplit(self.address).hostname or ""
        return [name for name in (own, *self.hosts.split(","), *LOOPBACK) if name]

    @property
    def sends_mail(self) -> bool:
        """Whether a mail server is named; without one nobody can be written to."""
        return bool(self.mail_host)

    @property
    def signs_on(self) -> bool:
        """Whether people may sign in at the agency's OpenID provider."""
        return bool(self.oidc_issuer)

    @property
    def url(self) -> str:
        """The database address, with the driver that the product ships."""
        url = self.database_url or f"sqlite:///{self.data.resolve()}/samatthana.sqlite"
        scheme, separator, rest = url.partition("://")
        driver = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        return driver.get(scheme, scheme) + separator + rest


def is_safe(address: str) -> bool:
    """Whether secrets may go to an address: by https, or within this machine."""
    return _PROVIDER.fullmatch(address) is not None


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings named SAMATTHANA_…; raises `SettingsError` with all that are wrong."""
    source = os.environ if environment is None else environment  # noqa: TID251
    found = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in source.items()
        if name.startswith(PREFIX)
    }
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        faults = [
            (f"{PREFIX}{e['loc'][0]}".upper(), e["input"]) for e in error.errors()
        ]
        raise SettingsError(*faults) from error


def kept_secret(settings: Settings) -> str:
    """The key that signs sessions: as set, else made once and kept with the data."""
    if settings.secret:
        return settings.secret
    path = settings.data / "secret"
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def is_demo(settings: Settings) -> bool:
    """Whether the data are invented: as set, or marked when the demo was made."""
    return settings.demo or demo_mark(settings).exists()


def demo_mark(settings: Settings) -> Path:
    """The file that marks a data folder as a demo's."""
    return settings.data / "demo"


def require_closed(settings: Settings, *, debug: bool) -> None:
    """Raise `NotClosedError` with all that may not be where everybody comes.

    A demo that is named as such in the settings is one on purpose.
    """
    others = settings.data.stat().st_mode & 0o007
    found = {
        "FLASK_DEBUG": debug,
        "SAMATTHANA_TESTING": settings.testing,
        "demo": demo_mark(settings).exists() and not settings.demo,
        f"chmod 700 {settings.data}": bool(others),
    }
    if faults := [name for name, holds in found.items() if holds]:
        raise NotClosedError(*faults)
