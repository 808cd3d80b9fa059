"""One-time codes of an authenticator: TOTP (RFC 6238) over HOTP (RFC 4226).

SHA-1, six digits and steps of thirty seconds, since that is what every app can do.
"""

import hmac
from base64 import b32decode, b32encode
from urllib.parse import quote

STEP, DIGITS = 30, 6
SECRET_BYTES = 20
"""The length of the digest, as RFC 4226 recommends (section 4, R6)."""

SLACK = 1
"""Steps that the clocks of phone and server may be apart (RFC 6238, section 5.2)."""


def code(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a step, with its leading zeros."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(timestamp: float) -> int:
    """The step that a moment belongs to, in seconds since 1970."""
    return int(timestamp // STEP)


def matched(secret: bytes, given: str, timestamp: float, after: int) -> int | None:
    """The step whose code was given, if it is near and later than `after`.

    A code that was used is never right again, nor is one before it.
    """
    plain = "".join(given.split())
    here = step_of(timestamp)
    steps = range(max(here - SLACK, after + 1), here + SLACK + 1)
    right = [s for s in steps if hmac.compare_digest(code(secret, s), _ascii(plain))]
    return right[0] if right else None


def _ascii(text: str) -> str:
    """The text with Arabic digits; what else is not ASCII can match nothing."""
    return "".join(
        str(int(s)) if s.isdecimal() else s if s.isascii() else "?" for s in text
    )


def typed(secret: bytes) -> str:
    """The secret as it is typed into an app: Base32 in groups of four."""
    text = b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def secret_of(text: str) -> bytes:
    """The secret that `typed` wrote."""
    plain = "".join(text.split()).upper()
    return b32decode(plain + "=" * (-len(plain) % 8))


def link(secret: bytes, issuer: str, account: str) -> str:
    """The address that an app reads from a picture (the otpauth scheme)."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    key = b32encode(secret).decode().rstrip("=")
    return f"otpauth://totp/{label}?secret={key}&issuer={quote(issuer, safe='')}"
