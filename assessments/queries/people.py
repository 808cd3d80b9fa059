"""Units and people, named by what comes back."""

from collections.abc import Iterable

from sqlalchemy import select

from assessments.database import db
from assessments.models import Unit


def below(unit_ids: Iterable[int]) -> frozenset[int]:
    """These units and all below them."""
    tree = (
        select(Unit.id).where(Unit.id.in_(tuple(unit_ids))).cte("tree", recursive=True)
    )
    tree = tree.union(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return frozenset(db.session.scalars(select(tree.c.id)))


def unit_ids() -> frozenset[int]:
    """All units."""
    return frozenset(db.session.scalars(select(Unit.id)))
