"""What a save is compared with: a bare Flask application on the same server."""

from flask import Flask, request

app = Flask(__name__)


@app.get("/hello")
def hello() -> str:
    """A word."""
    return "hello"


@app.post("/echo")
def echo() -> str:
    """What a form said."""
    return request.form["answer"]
