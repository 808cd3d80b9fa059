"""Settings: all that is needed, or a start that names what is wrong."""

from pathlib import Path

import pytest

from assessments.config import (
    NotClosedError,
    Settings,
    SettingsError,
    demo_mark,
    from_environment,
    require_closed,
)

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


def _open_faults(data: Path, *, debug: bool = False, **settings: object) -> set[str]:
    wished = Settings(data=data, **settings)  # type: ignore[arg-type]
    with pytest.raises(NotClosedError) as refused:
        require_closed(wished, debug=debug)
    return set(refused.value.args)


def test_a_server_for_everybody_starts_where_nothing_is_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    require_closed(Settings(data=tmp_path), debug=False)


def test_a_folder_that_others_may_read_stops_the_start(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert _open_faults(tmp_path) == {f"chmod 700 {tmp_path}"}
    tmp_path.chmod(0o750)
    require_closed(Settings(data=tmp_path), debug=False)


def test_tests_debugging_and_demo_data_stop_the_start_all_named_at_once(
    tmp_path: Path,
) -> None:
    demo_mark(Settings(data=tmp_path)).touch()
    tmp_path.chmod(0o700)
    named = {"FLASK_DEBUG", "SAMATTHANA_TESTING", "demo"}
    assert _open_faults(tmp_path, debug=True, testing=True) == named


def test_a_demo_that_the_settings_name_may_be_served(tmp_path: Path) -> None:
    demo_mark(Settings(data=tmp_path)).touch()
    tmp_path.chmod(0o700)
    require_closed(Settings(data=tmp_path, demo=True), debug=False)


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
