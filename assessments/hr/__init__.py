"""People, rounds, results, needs, courses and plans."""

from flask import Blueprint

blueprint = Blueprint("hr", __name__, url_prefix="/hr")
