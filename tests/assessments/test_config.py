"""Settings: all that is needed, or a start that names what is wrong."""

import pytest

from assessments.config import SettingsError, from_environment

MAIL = {
    "SAMATTHANA_MAIL_HOST": "mail.city.example",
    "SAMATTHANA_MAIL_SENDER": "hr@city.example",
    "SAMATTHANA_ADDRESS": "https://skills.city.example/",
}


def faults(**environment: str) -> set[str]:
    """The names of the settings that a start would complain of."""
    with pytest.raises(SettingsError) as caught:
        from_environment(environment)
    return {name for name, _value in caught.value.args}


def test_without_a_server_mail_is_off_and_nothing_else_is_needed() -> None:
    assert not from_environment({}).sends_mail


def test_mail_goes_by_starttls_unless_said_otherwise() -> None:
    found = from_environment(MAIL)
    assert found.sends_mail
    assert (found.mail_port, found.mail_security) == (587, "starttls")
    assert found.address == "https://skills.city.example"


def test_a_server_needs_a_sender_and_the_address_of_the_site() -> None:
    named = {"SAMATTHANA_MAIL_HOST": "mail.city.example"}
    assert faults(**named) == {"SAMATTHANA_MAIL_SENDER", "SAMATTHANA_ADDRESS"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMATTHANA_MAIL_SENDER", "hr"),
        ("SAMATTHANA_MAIL_SENDER", "hr@city.example\nBcc: x@y.example"),
        ("SAMATTHANA_ADDRESS", "skills.city.example"),
        ("SAMATTHANA_ADDRESS", "javascript:alert(1)"),
        ("SAMATTHANA_ADDRESS", "https://city.example/ x"),
        ("SAMATTHANA_MAIL_PORT", "many"),
        ("SAMATTHANA_MAIL_PORT", "70000"),
        ("SAMATTHANA_MAIL_SECURITY", "some"),
        ("SAMATTHANA_MAIL_CA", "/no/such/file"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    assert faults(**(MAIL | {name: value})) == {name}


def test_a_password_is_never_sent_in_the_clear() -> None:
    plain = {"SAMATTHANA_MAIL_SECURITY": "none", "SAMATTHANA_MAIL_USER": "hr"}
    assert faults(**(MAIL | plain)) == {"SAMATTHANA_MAIL_USER"}


def test_a_key_that_could_be_guessed_stops_the_start() -> None:
    name, long = "SAMATTHANA_SECRET", "x" * 32
    assert faults(**{name: "changeme"}) == {name}
    assert from_environment({name: long}).secret == long


SINGLE = {
    "SAMATTHANA_ADDRESS": "https://skills.city.example",
    "SAMATTHANA_OIDC_ISSUER": "https://login.city.example/realms/city/",
    "SAMATTHANA_OIDC_CLIENT_ID": "samatthana",
    "SAMATTHANA_OIDC_CLIENT_SECRET": "for tests only",
}
BY_HAND = {
    "SAMATTHANA_OIDC_AUTHORIZE": "https://login.city.example/auth?policy=staff",
    "SAMATTHANA_OIDC_TOKEN": "https://login.city.example/token",
    "SAMATTHANA_OIDC_KEYS": "https://login.city.example/keys",
}


def test_without_a_provider_nobody_signs_on_elsewhere() -> None:
    assert not from_environment({}).signs_on


def test_a_provider_is_taken_as_it_names_itself() -> None:
    found = from_environment(SINGLE | BY_HAND)
    assert found.signs_on
    assert found.oidc_issuer == "https://login.city.example/realms/city/"
    assert (found.oidc_claim, found.oidc_trust_second) == ("email", False)


@pytest.mark.parametrize("name", list(SINGLE))
def test_a_sign_on_that_lacks_something_names_it(name: str) -> None:
    assert faults(**(SINGLE | {name: ""})) == {name}


def test_whatever_is_set_of_it_asks_for_the_rest() -> None:
    assert faults(SAMATTHANA_OIDC_CLAIM="employee") == set(SINGLE)


@pytest.mark.parametrize("name", list(BY_HAND))
def test_addresses_are_named_all_or_none(name: str) -> None:
    given = {name: BY_HAND[name]}
    assert faults(**(SINGLE | given)) == set(BY_HAND) - {name}


@pytest.mark.parametrize(
    "address",
    [
        "http://login.city.example",
        "http://127.0.0.1.city.example/",
        "http://localhost.city.example/",
        "http://localhost@city.example/",
        "login.city.example",
        "ftp://localhost/",
        "https://user:pass@login.city.example/",
        "https://login.city.example/ x",
        "https://login.city.example/\nx",
        "https://login.city.example/#x",
        "javascript:alert(1)",
        "https://",
    ],
)
def test_a_provider_that_could_be_overheard_is_refused(address: str) -> None:
    name = "SAMATTHANA_OIDC_ISSUER"
    assert faults(**(SINGLE | {name: address})) == {name}


@pytest.mark.parametrize(
    "address",
    ["http://localhost:8080/x", "http://127.0.0.1:80", "http://[::1]:9", "https://a.b"],
)
def test_a_provider_on_the_same_machine_may_do_without_https(address: str) -> None:
    found = from_environment(SINGLE | {"SAMATTHANA_OIDC_ISSUER": address})
    assert found.oidc_issuer == address


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMATTHANA_OIDC_CA", "/no/such/file"),
        ("SAMATTHANA_OIDC_TRUST_SECOND", "perhaps"),
        ("SAMATTHANA_OIDC_LABEL_TH", "ย" * 81),
        ("SAMATTHANA_OIDC_COLOUR", "red"),
    ],
)
def test_what_cannot_be_used_of_a_sign_on_is_named(name: str, value: str) -> None:
    assert faults(**(SINGLE | {name: value})) == {name}
