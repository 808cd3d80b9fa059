"""Secrets that have to be read again, kept so that the database alone shows nothing."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import digest

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def _box(key: str) -> Fernet:
    """What seals and opens, by a key that is derived for this purpose (RFC 5869)."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"second factor").derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))


def sealed(content: bytes, key: str) -> str:
    """The content as text that only the key of the installation opens."""
    return _box(key).encrypt(content).decode()


def opened(text: str, key: str) -> bytes | None:
    """What was sealed; None where the key is another one, or the text was changed."""
    try:
        return _box(key).decrypt(text.encode())
    except InvalidToken:
        return None


def marked(text: str, key: str) -> str:
    """A digest that nobody can make or try out without the key of the installation."""
    return digest(key.encode(), b"recovery " + text.encode(), sha256).hex()
