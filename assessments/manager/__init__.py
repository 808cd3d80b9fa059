"""Teams and group reports."""

from flask import Blueprint

blueprint = Blueprint("manager", __name__, url_prefix="/manager")
