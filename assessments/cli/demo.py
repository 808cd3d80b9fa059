"""`flask demo`: an invented city, built once and served."""

from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import downgrade, upgrade

from assessments import clock, config
from assessments.cli import console
from assessments.cli.console import _
from assessments.demo import serving, signing, states
from assessments.demo.signing import SignIn
from assessments.demo.states import State
from assessments.queries import roster

PORT = 8000

ROLES = {
    "staff": _("Staff"),
    "supervisor": _("Supervisor"),
    "executive": _("Executive"),
    "manager": _("Manager"),
    "hr": _("HR"),
    "admin": _("Administrator"),
    "auditor": _("Auditor"),
}


@click.command("demo", help=_("Build an invented city once, and serve it."))
@click.option("--port", default=PORT, show_default=True, help=_("Where to serve."))
@click.option("--no-serve", is_flag=True, help=_("Only build, and print the sign-ins."))
@with_appcontext
def group(port: int, no_serve: bool) -> None:
    """Make the demo where there is none, then run server and worker until stopped."""
    with current_app.app_context():
        found = _prepared()
    if no_serve:
        _say(found)
        return
    _serve(port, found)


def _prepared() -> tuple[SignIn, ...]:
    """The sign-ins of the demo in this database, built where it is empty."""
    mark = config.demo_mark(current_app.config["SETTINGS"])
    upgrade()
    state = _state()
    if state is State.HALF and mark.exists():
        downgrade(revision="base")
        upgrade()
        state = State.EMPTY
    if state in {State.FOREIGN, State.HALF}:
        text = _("This database holds other people than the demo's: nothing was done.")
        console.fail(text)
    if state is State.EMPTY:
        mark.touch(mode=0o600)
        signing.keep(mark, _built())
    elif not signing.kept(mark):
        signing.keep(mark, signing.sign_ins(roster.people(), clock.now()))
    return signing.kept(mark)


def _state() -> State:
    # A context of its own: a snapshot that is kept would block what comes next.
    with current_app.app_context():
        return states.state()


def _built() -> tuple[SignIn, ...]:
    from assessments.demo import building  # noqa: PLC0415 -- it loads the solvers

    with console.progress(_("Building the demo city")) as progress:
        return building.build(clock.now(), progress)


def _serve(wish: int, found: Sequence[SignIn]) -> None:
    port = serving.free_port(wish)
    if port != wish:
        text = _("Port %(wish)s is taken; serving on %(port)s.")
        console.out.print(text % {"wish": wish, "port": port})

    def ready() -> None:
        _say(found)
        address = f"http://{serving.HOST}:{port}/"
        text = _("The demo runs at %(address)s. Stop it with Ctrl-C.")
        console.out.print(text % {"address": address})

    log = current_app.config["SETTINGS"].data / "demo.log"
    commands = (serving.server(port), serving.worker())
    if not serving.run(commands, port, log, ready):
        text = _("The demo stopped by itself; %(path)s says why.")
        console.fail(text % {"path": log})
    console.out.print(_("The demo has stopped."))


def _say(found: Sequence[SignIn]) -> None:
    """Print who may sign in."""
    rows = [(ROLES[one.role], one.username, one.password, one.name) for one in found]
    heads = (_("Role"), _("Staff number"), _("Password"), _("Name"))
    console.table(heads, rows)
