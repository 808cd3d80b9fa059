"""Codes as the two RFCs print them, and that none is right twice."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competency import onetime

SECRET = b"12345678901234567890"

HOTP = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489"
"""RFC 4226, appendix D: the codes of the steps 0 to 9."""

TOTP = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
"""RFC 6238, appendix B, SHA-1."""


@pytest.mark.parametrize(("step", "code"), list(enumerate(HOTP.split())))
def test_codes_of_steps_are_those_of_rfc_4226(step: int, code: str) -> None:
    assert onetime.code(SECRET, step) == code


@pytest.mark.parametrize(("second", "code"), TOTP)
def test_codes_of_moments_are_those_of_rfc_6238(second: int, code: str) -> None:
    assert onetime.code(SECRET, onetime.step_of(second), digits=8) == code


NOW = 1_800_000_000.0
STEP = onetime.step_of(NOW)


def test_clocks_may_be_one_step_apart_and_no_more() -> None:
    found = [
        onetime.matched(SECRET, onetime.code(SECRET, STEP + apart), NOW, 0)
        for apart in (-2, -1, 0, 1, 2)
    ]
    assert found == [None, STEP - 1, STEP, STEP + 1, None]


def test_a_used_code_and_those_before_it_are_never_right_again() -> None:
    before, now = (onetime.code(SECRET, STEP - back) for back in (1, 0))
    assert onetime.matched(SECRET, now, NOW, STEP - 1) == STEP
    assert onetime.matched(SECRET, now, NOW, STEP) is None
    assert onetime.matched(SECRET, before, NOW, STEP) is None


def test_a_code_may_be_typed_with_a_space_and_in_thai_digits() -> None:
    code = onetime.code(SECRET, STEP)
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert onetime.matched(SECRET, f" {code[:3]} {code[3:]} ", NOW, 0) == STEP
    assert onetime.matched(SECRET, thai, NOW, 0) == STEP


@given(st.text())
def test_any_other_text_is_just_wrong(text: str) -> None:
    assert onetime.matched(SECRET, f"x{text}", NOW, 0) is None


@given(st.binary(min_size=20, max_size=20))
def test_what_is_typed_is_the_secret(secret: bytes) -> None:
    assert onetime.secret_of(onetime.typed(secret).lower()) == secret


def test_the_address_of_the_picture_names_issuer_account_and_secret() -> None:
    parts = urlsplit(onetime.link(SECRET, "Samatthana เมือง", "00/42"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path.endswith(":00%2F42")
    asked = parse_qs(parts.query)
    assert onetime.secret_of(asked["secret"][0]) == SECRET
    assert asked["issuer"] == ["Samatthana เมือง"]
