"""The Thai keyboard (TIS 820-2538, Kedmanee) over the American one."""

LATIN = (
    "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
THAI = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
"""The signs of the same keys, first without and then with the shift key."""

_TO_LATIN = str.maketrans(
    {t: k for t, k in zip(THAI, LATIN, strict=True) if t > "\u0e00"}
)

ROWS = (
    "1234567890-=",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "ๅ/-ภถุึคตจขช",
    "ๆไำพะัีรนยบลฃ",
    "ฟหกดเ้่าสวง",
    "ผปแอิืทมใฝ",
)
"""Keys that stand side by side."""

COLUMNS = tuple("".join(row[at] for row in ROWS[:4]) for at in range(len("1234567890")))
"""Keys that stand one below the other: 1qaz, 2wsx and so on."""


def typed(thai: str) -> str:
    """What comes out when somebody types Thai on a Latin keyboard."""
    return thai.translate(_TO_LATIN)
