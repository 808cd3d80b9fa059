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
