"""`flask jobs`: the worker, and what is in the queue."""

import logging

from flask import current_app
from flask.cli import AppGroup

from assessments.cli.console import _
from assessments.jobs import queue

group = AppGroup("jobs", help=_("Work that runs apart from requests."))


@group.command("work", help=_("Do queued jobs until stopped."))
def work() -> None:
    """Run the worker in this process."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- the worker outlives this context
    queue.revive(app)
    app.extensions["queue"].create_consumer(workers=1, periodic=True).run()
