"""Settings, read from the environment once and checked."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from competency.errors import CompetencyError

PREFIX = "SAMATTHANA_"


class SettingsError(CompetencyError):
    """Settings that cannot be used; the arguments are (name, value) pairs."""


class Settings(BaseModel):
    """All that differs between two installations.

    `data` is the folder of database, queue, uploads and exports; `database_url`
    replaces the SQLite file in it; `demo` marks invented data on every page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Path("instance")
    database_url: str = ""
    secret: str = ""
    demo: bool = False
    testing: bool = False
    secure_cookies: bool = False
    language: Literal["th", "en"] = "th"

    @property
    def url(self) -> str:
        """The database address, with the driver that the product ships."""
        url = self.database_url or f"sqlite:///{self.data.resolve()}/samatthana.sqlite"
        scheme, separator, rest = url.partition("://")
        driver = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        return driver.get(scheme, scheme) + separator + rest


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
