"""All that a server for everybody needs; it does not start where that is open."""

from assessments import checks, create_app

app = create_app()
checks.require_closed(app)
