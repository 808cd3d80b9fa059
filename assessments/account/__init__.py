"""Signing in and out, password and language."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")
