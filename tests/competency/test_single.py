"""Whom a provider of sign-ons means, and what it says of how it knows."""

import pytest

from competency.single import Named, named, shows_second


@pytest.mark.parametrize(
    ("claim", "claims", "found"),
    [
        ("email", {"email": "Somsri@City.Example"}, "somsri@city.example"),
        ("email", {"email": " s@c.example ", "email_verified": True}, "s@c.example"),
        ("upn", {"upn": "S@c.example", "email": "x@c.example"}, "s@c.example"),
    ],
)
def test_an_address_counts_whatever_its_case(
    claim: str, claims: dict[str, object], found: str
) -> None:
    assert named(claims, claim) == Named(found, is_address=True)


@pytest.mark.parametrize(
    ("value", "found"), [("000123", "000123"), (4711, "4711"), ("กท-๑", "กท-๑")]
)
def test_a_staff_number_counts_as_it_stands(value: object, found: str) -> None:
    assert named({"employee": value}, "employee") == Named(found, is_address=False)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": None},
        {"email": ""},
        {"email": ["s@city.example"]},
        {"email": "somsri"},
        {"email": "@city.example"},
        {"email": "s@city.example", "email_verified": False},
        {"email": "s@city.example", "email_verified": "false"},
        {"email": "\N{KELVIN SIGN}@city.example"},
        {"email": "สมศรี@city.example"},
        {"email": "s\x00@city.example"},
        {"email": "s" * 250 + "@city.example"},
    ],
)
def test_what_names_nobody_for_sure_names_nobody(claims: dict[str, object]) -> None:
    assert named(claims, "email") is None


@pytest.mark.parametrize("value", [True, "", " ", {"a": 1}, 1.5])
def test_what_is_no_text_is_no_staff_number(value: object) -> None:
    assert named({"employee": value}, "employee") is None


@pytest.mark.parametrize(
    ("ways", "shown"),
    [
        (["pwd", "otp"], True),
        (["mfa"], True),
        (["hwk"], True),
        (["pwd"], False),
        ([], False),
        ("mfa", False),
        (None, False),
        ([["mfa"], 1], False),
    ],
)
def test_more_than_a_password_is_what_the_standard_names(
    ways: object, shown: bool
) -> None:
    assert shows_second({"amr": ways}) is shown
