"""The review of rights, put together from the database and the log."""

from collections.abc import Collection
from datetime import datetime

from assessments.queries import reviews
from assessments.queries.reviews import Right
from assessments.workbooks import review as workbooks
from assessments.workbooks.review import Row, Translator

NAME = "rights-review.xlsx"


def review(
    within: Collection[int] | None, _: Translator, *, language: str, now: datetime
) -> bytes:
    """The workbook of the roles of people of these units, or of all accounts."""
    rows = (_row(each, language) for each in reviews.rights(within))
    return workbooks.write(rows, _, language=language, now=now)


def _row(right: Right, language: str) -> Row:
    granted, english = right.granted, language == "en"
    state = "left" if right.left else "active"
    return Row(
        username=right.username,
        name=right.name,
        unit=(right.unit_en if english else "") or right.unit_th,
        role=right.role,
        where=(right.where_en if english else "") or right.where_th,
        since=granted.at if granted else None,
        by=granted.by if granted else None,
        last_sign_in=right.last_sign_in,
        has_password=right.has_password,
        has_second=right.has_second,
        state=state if right.active else "closed",
    )
