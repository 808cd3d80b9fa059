"""All that a server for everybody needs; it does not start where that is open."""

from assessments import config, create_app

app = create_app()
config.require_closed(app.config["SETTINGS"], debug=app.debug)
