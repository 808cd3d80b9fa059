"""`flask accounts`: from an empty house to the first administrator."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from assessments import clock
from assessments.operations import accounts as operations
from assessments.operations import second
from assessments.queries import accounts
from competency import onetime
from tests import factories

PASSWORD = "a password of one's own"  # noqa: S105 -- guards nothing


@pytest.fixture
def person(app: Flask) -> int:
    return factories.person(factories.unit("00"), "0001")


def run(runner: FlaskCliRunner, *arguments: str) -> tuple[int, str]:
    result = runner.invoke(args=["accounts", *arguments])
    return result.exit_code, result.stdout


def test_the_first_administrator_signs_in_by_the_printed_code(
    person: int, runner: FlaskCliRunner
) -> None:
    assert run(runner, "grant", "0001", "admin")[0] == 0
    status, output = run(runner, "invite", "0001")
    code = output.split()[-1]
    account = operations.redeem("0001", code, PASSWORD, now=clock.now())

    assert status == 0
    rights = accounts.rights(account)
    assert rights is not None
    assert rights.roles == {"staff", "admin"}


def test_a_role_in_a_unit(person: int, runner: FlaskCliRunner) -> None:
    assert run(runner, "grant", "0001", "manager", "--unit", "00")[0] == 0
    (grant,) = accounts.of_people([person])[person].grants

    assert (grant.role, grant.unit_code) == ("manager", "00")
    assert run(runner, "revoke", "0001", "manager")[0] == 0
    assert accounts.of_people([person])[person].grants == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "9999"),
        ("grant", "9999", "hr"),
        ("grant", "0001", "hr", "--unit", "99"),
        ("revoke", "0001", "hr"),
    ],
)
def test_what_is_not_there_is_refused(
    person: int, runner: FlaskCliRunner, arguments: tuple[str, ...]
) -> None:
    assert run(runner, *arguments)[0] == 1
    assert accounts.with_roles() == ()


def test_the_last_administrator_is_not_revoked(
    person: int, runner: FlaskCliRunner
) -> None:
    run(runner, "grant", "0001", "admin")

    assert run(runner, "revoke", "0001", "admin")[0] == 1
    assert accounts.with_roles() == (person,)


def test_an_unknown_role_is_wrong_usage(person: int, runner: FlaskCliRunner) -> None:
    assert run(runner, "grant", "0001", "supervisor")[0] == 2


def test_the_list_names_who_may_act_where(
    person: int, runner: FlaskCliRunner, capfd: pytest.CaptureFixture[str]
) -> None:
    run(runner, "grant", "0001", "manager", "--unit", "00")
    capfd.readouterr()
    status, output = run(runner, "list")
    output += "".join(capfd.readouterr())

    assert status == 0
    line = next(line for line in output.splitlines() if "manager" in line)
    assert "0001" in line
    assert "00" in line.split()


def test_a_lost_second_factor_is_dropped_by_command(runner: FlaskCliRunner) -> None:
    person = factories.person(factories.unit(), "0001")
    account = factories.account(person)
    secret, now = second.new_secret(), clock.now()
    code = onetime.code(secret, onetime.step_of(now.timestamp()))
    second.enrol(account, secret, code, key="ours", now=now)
    assert runner.invoke(args=["accounts", "drop-second", "0001"]).exit_code == 0
    assert runner.invoke(args=["accounts", "drop-second", "0001"]).exit_code == 1
