"""The outward name of a row."""

from uuid import uuid4

from sqlalchemy import String
from sqlalchemy.orm import MappedColumn, mapped_column


def _uuid() -> str:
    return str(uuid4())


def public_id() -> MappedColumn[str]:
    """A unique random id, the only one that a URL may show."""
    return mapped_column(String(36), unique=True, default=_uuid)
