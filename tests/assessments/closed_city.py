"""A closed round of an agency with two divisions, whose figures are worked by hand."""

from assessments.jobs import rounds as jobs
from tests import factories
from tests.assessments.clusterings import quiet

WELL = bytes([3, 3, 3, 1, 3, 1, 1, 3, 3, 3])
"""Level 2 in reading and 1 in keeping: on the target of a caseworker."""

POORLY = bytes([3, 3, 1, 1, 1, 1, 1, 1, 1, 1])
"""Level 1 in reading and 0 in keeping: one step below in both."""


class ClosedCity:
    """Finance has sections of 6 and 3, works has 8; two more stand in the agency."""

    def __init__(self) -> None:
        self.agency = factories.unit(code="00", name="เมืองทดสอบ")
        self.finance = factories.unit(code="01", parent=self.agency, name="กองคลัง")
        self.works = factories.unit(code="02", parent=self.agency, name="กองช่าง")
        self.pay = factories.unit(code="0101", parent=self.finance, name="งานการเงิน")
        self.tax = factories.unit(code="0102", parent=self.finance, name="งานจัดเก็บ")
        staff = {self.pay: 6, self.tax: 3, self.works: 8}
        self.people = {
            unit: [factories.person(unit) for _ in range(count)]
            for unit, count in staff.items()
        }
        self.round = factories.round_()
        for unit, people in self.people.items():
            answers = POORLY if unit == self.works else WELL
            for person in people:
                factories.answered(self.round, person, answers)
        jobs.close(self.round, quiet)
