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


def test_an_address_by_https_makes_cookies_secure_unless_said_otherwise() -> None:
    https = "https://skills.city.example"
    assert from_environment({"SAMATTHANA_ADDRESS": https}).encrypted
    assert not from_environment({}).encrypted
    plain = {"SAMATTHANA_ADDRESS": https, "SAMATTHANA_SECURE_COOKIES": "false"}
    assert not from_environment(plain).encrypted


def test_the_site_answers_by_its_address_by_further_names_and_to_itself() -> None:
    named = {
        "SAMATTHANA_ADDRESS": "https://skills.city.example:8443/x",
        "SAMATTHANA_HOSTS": "skills, 10.0.0.5",
    }
    own = ["localhost", "127.0.0.1"]
    assert from_environment({}).trusted_hosts == own
    found = from_environment(named).trusted_hosts
    assert found == ["skills.city.example", "skills", "10.0.0.5", *own]


@pytest.mark.parametrize("names", ["a b", "x.example,", "https://x.example", "*"])
def test_a_name_that_is_none_stops_the_start(names: str) -> None:
    assert faults(SAMATTHANA_HOSTS=names) == {"SAMATTHANA_HOSTS"}


def test_a_key_that_could_be_guessed_stops_the_start() -> None:
    name, long = "SAMATTHANA_SECRET", "x" * 32
    assert faults(**{name: "changeme"}) == {name}
    assert from_environment({name: long}).secret == long
