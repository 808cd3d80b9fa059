"""What a provider of sign-ons says of a person: who it is, and how sure that is.

Claims are those of OpenID Connect Core 1.0, section 5.1, and of RFC 8176 (`amr`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

ADDRESS = "email"
"""The claim that holds an e-mail address by the standard."""

LONGEST = 254
"""Signs of the longest e-mail address (RFC 5321); a staff number has fewer."""

SECOND = frozenset({"mfa", "otp", "hwk"})
"""Ways to sign in that are more than a password, by their names in RFC 8176."""


@dataclass(frozen=True)
class Named:
    """By what a person is to be found: an e-mail address, or a staff number."""

    value: str
    is_address: bool


def named(claims: Mapping[str, object], claim: str) -> Named | None:
    """Whom a claim means; None where it says nothing that may be believed.

    An address that the provider itself has not verified is nobody's, and so is one
    with other letters than those of ASCII: the small form of some of them is a
    letter of ASCII, and so the address of somebody else.
    """
    value = _text(claims.get(claim))
    if not value or len(value) > LONGEST or not value.isprintable():
        return None
    if claim != ADDRESS and "@" not in value:
        return Named(value, is_address=False)
    if claims.get("email_verified") in (False, "false") or not _plain(value):
        return None
    return Named(value.lower(), is_address=True)


def _text(value: object) -> str:
    """A claim as text; some providers send staff numbers as numbers."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value).strip() if is_number or isinstance(value, str) else ""


def _plain(value: str) -> bool:
    name, sign, domain = value.partition("@")
    return value.isascii() and bool(name and sign and domain)


def shows_second(claims: Mapping[str, object]) -> bool:
    """Whether the provider says that it asked for more than a password."""
    ways = claims.get("amr")
    return isinstance(ways, list) and any(
        way in SECOND for way in ways if isinstance(way, str)
    )
