"""All that a server needs."""

from assessments import create_app

app = create_app()
