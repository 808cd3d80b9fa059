"""Answering and one's own results."""

from flask import Blueprint

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
