"""People with a result in a closed round, and somebody who leads them."""

from collections.abc import Mapping

from assessments.jobs import rounds as jobs
from assessments.operations import development as operations
from assessments.operations.audit import SYSTEM
from assessments.operations.development import Wish
from assessments.queries import development
from assessments.queries.development import Plan
from competency.development import Move, Row
from tests import factories
from tests.competency.development.plans import row
from tests.conftest import NOW

MET: Mapping[int, int] = {
    0: 3,
    1: 3,
    2: 1,
    3: 1,
    4: 4,
    5: 3,
    6: 1,
    7: 1,
    8: 1,
    9: 1,
}
"""Answers of a caseworker: level 1 of target 2, 2 of 1, and 0 where none is needed."""

PLAN = (row("data.read"), row("b", competency="", topic="=ภาษามือ"))


class Office:
    """A head, two people who answer to the head, and a closed round of them."""

    def __init__(self) -> None:
        self.unit = factories.unit(name="งานทะเบียน")
        self.head = factories.person(self.unit, given_name="หัวหน้า")
        self.person = factories.person(
            self.unit, supervisor=self.head, given_name="น้ำผึ้ง"
        )
        self.other = factories.person(self.unit, supervisor=self.head)
        self.round = factories.round_(name="รอบที่ 1")
        self.name = factories.answered(self.round, self.person, MET)
        self.others = factories.answered(self.round, self.other, MET)
        jobs.close(self.round, lambda _done, _total: None)

    def plan(self, reader: int | None = None) -> Plan:
        """The person's plan, as somebody sees it."""
        found = development.plan(self.name, reader or self.person)
        assert found is not None
        return found

    def put(
        self,
        rows: tuple[Row, ...] = PLAN,
        move: Move = Move.SAVE,
        reader: int | None = None,
        seen: int | None = None,
    ) -> Plan:
        """The plan after somebody who saw the newest version wrote these rows."""
        plan = self.plan(reader)
        wish = Wish(plan.version if seen is None else seen, rows, move)
        return operations.put(plan, wish, actor=SYSTEM, now=NOW)
