"""Which passwords nobody may take, and why: NIST SP 800-63B (2025), 3.1.1.2, in Thai.

Length, common passwords, patterns of the keyboard, and what others know of a person.
There is no rule of composition: any sign of any script may be used.
"""

from competency.passwords.rule import (
    LONGEST,
    SHORTEST,
    About,
    CommonPasswordError,
    PasswordError,
    PasswordLengthError,
    PersonalPasswordError,
    SimplePasswordError,
    require,
)

__all__ = [
    "LONGEST",
    "SHORTEST",
    "About",
    "CommonPasswordError",
    "PasswordError",
    "PasswordLengthError",
    "PersonalPasswordError",
    "SimplePasswordError",
    "require",
]
