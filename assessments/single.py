"""Single sign-on: the way to the agency's OpenID provider and back, by Authlib.

Authorization code with PKCE (RFC 7636), state and nonce; the ID token is believed
only when its signature, issuer, audience, nonce and times are right.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth, OAuthError
from flask import Flask, Response, current_app, request, session
from joserfc.errors import JoseError
from requests import JSONDecodeError, RequestException

from assessments import clock, languages
from assessments.config import Settings, is_safe
from competency.errors import CompetencyError

logger = logging.getLogger(__name__)

T = TypeVar("T")

NAME = "agency"
TIMEOUT = 5.0
"""Seconds that the provider may keep silent: somebody waits in front of a page."""

PATIENCE = timedelta(minutes=10)
"""How long somebody may stay at the provider's pages."""

SIGNED = [f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)]
"""Signatures that are taken: those of a key that the provider alone holds."""

_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_ASKED = frozenset({"userinfo_endpoint"})
_BASIC, _POST = "client_secret_basic", "client_secret_post"
_BEGUN = "single"
_OURS = f"_state_{NAME}_"
_NO_ANSWER = (JSONDecodeError, AttributeError, KeyError, TypeError, ValueError)
"""What the library raises where an answer is none that the standard knows."""


class ProviderAwayError(CompetencyError):
    """The provider cannot be reached; says what broke."""


class SignOnRefusedError(CompetencyError):
    """The provider let nobody in; says its word for why."""


class SignOnOverError(CompetencyError):
    """The way back belongs to no sign-on that was begun here a moment ago."""


class SignOnFaultyError(CompetencyError):
    """The provider's answer cannot be believed; says what is wrong with it."""


class _Provider(FlaskOAuth2App):  # type: ignore[misc]
    """The provider, held to what this site takes, whatever it says of itself."""

    def load_server_metadata(self) -> dict[str, Any]:
        """What the provider says of itself, read once."""
        found: dict[str, Any] = super().load_server_metadata()
        for name in (*_NEEDED, *_ASKED.intersection(found)):
            if not is_safe(str(found.get(name, ""))):
                found.pop("_loaded_at", None)
                raise _noted(SignOnFaultyError, name)
        wanted = current_app.config["SETTINGS"].oidc_issuer
        if found.get("issuer", wanted) != wanted:
            found.pop("_loaded_at", None)
            raise _noted(SignOnFaultyError, "issuer")
        found["id_token_signing_alg_values_supported"] = SIGNED
        ways = found.get("token_endpoint_auth_methods_supported", ())
        if _BASIC not in ways and _POST in ways:
            found["token_endpoint_auth_method"] = _POST
        return found


class _Providers(OAuth):  # type: ignore[misc]
    oauth2_client_cls = _Provider


def set_up(app: Flask, timeout: float = TIMEOUT) -> None:
    """Name the provider of the settings, if there is one; nothing is asked yet."""
    settings: Settings = app.config["SETTINGS"]
    if settings.signs_on:
        asking = {
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": timeout,
            "verify": True if settings.oidc_ca is None else str(settings.oidc_ca),
        }
        _Providers(app).register(
            NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            client_kwargs=asking,
            **_places(settings),
        )


def _places(settings: Settings) -> dict[str, str]:
    """Where the provider is asked: as set, or as it says itself."""
    if settings.oidc_token:
        return {
            "authorization_endpoint": settings.oidc_authorize,
            "token_endpoint": settings.oidc_token,
            "jwks_uri": settings.oidc_keys,
        }
    issuer = settings.oidc_issuer.rstrip("/")
    return {"server_metadata_url": f"{issuer}/.well-known/openid-configuration"}


def _provider() -> Any:  # noqa: ANN401 -- the library is untyped
    found = current_app.extensions["authlib.integrations.flask_client"]
    return found.create_client(NAME)


def begin(back: str, wish: str) -> Response:
    """The way to the provider, which leads back to a path of this site.

    `wish` is where to go on afterwards. One sign-on is under way in a browser, so
    that its cookie does not grow. Raises what `believed` raises.
    """
    for name in [name for name in session if name.startswith(_OURS)]:
        del session[name]
    provider, settings = _provider(), current_app.config["SETTINGS"]
    answer: Response = _asked(
        lambda: provider.authorize_redirect(
            f"{settings.address}{back}", ui_locales=languages.current()
        )
    )
    session[_BEGUN] = {"at": clock.now().timestamp(), "wish": wish}
    return answer


def wish() -> str:
    """Where to go on after the sign-on that is under way; empty where none is."""
    return str(session.get(_BEGUN, {}).get("wish", ""))


def believed() -> Mapping[str, object]:
    """What the provider says of whoever comes back, its ID token being right.

    Raises `SignOnOverError`, `SignOnRefusedError`, `SignOnFaultyError` or
    `ProviderAwayError`.
    """
    begun = session.get(_BEGUN, {}).get("at", 0)
    state = request.args.get("state", "")
    kept = f"{_OURS}{state}" in session
    if not kept or clock.now().timestamp() - begun > PATIENCE.total_seconds():
        raise SignOnOverError
    del session[_BEGUN]
    return _asked(_claims)


def _claims() -> Mapping[str, object]:
    provider, settings = _provider(), current_app.config["SETTINGS"]
    if not {"code", "error"} & set(request.args):
        raise _noted(SignOnFaultyError, "code")
    wanted = {"iss": settings.oidc_issuer, "aud": settings.oidc_client_id}
    token = provider.authorize_access_token(
        claims_options={
            name: {"essential": True, "value": value} for name, value in wanted.items()
        }
    )
    if "userinfo" not in token:
        raise _noted(SignOnFaultyError, "id_token")
    return _completed(token, settings.oidc_claim)


def _completed(token: Mapping[str, Any], claim: str) -> Mapping[str, object]:
    """The claims of the token; with the wished one, which some keep elsewhere."""
    found: dict[str, object] = dict(token["userinfo"])
    provider = _provider()
    if claim in found or "userinfo_endpoint" not in provider.load_server_metadata():
        return found
    more = provider.userinfo(token=token)
    if more.get("sub") != found["sub"]:
        raise _noted(SignOnFaultyError, "sub")
    names = (claim, "email_verified")
    return {**{n: more[n] for n in names if n in more}, **found}


def _asked(ask: Callable[[], T]) -> T:
    """What asking the provider brings; what breaks, in our words and in the log.

    The log has no more than a name: answers may hold addresses.
    """
    try:
        return ask()
    except MismatchingStateError as error:
        raise SignOnOverError from error
    except OAuthError as error:
        raise _noted(SignOnRefusedError, str(error.error)) from error
    except JoseError as error:
        # The provider may have changed its keys: they are read anew the next time.
        _provider().server_metadata.pop("jwks", None)
        raise _noted(SignOnFaultyError, error.error) from error
    except _NO_ANSWER as error:
        raise _noted(SignOnFaultyError, type(error).__name__) from error
    except RequestException as error:
        raise _noted(ProviderAwayError, type(error).__name__) from error


def _noted(kind: type[CompetencyError], word: str) -> CompetencyError:
    logger.warning("single sign-on: %s: %s", kind.__name__, word[:64])
    return kind(word)
