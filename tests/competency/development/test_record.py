import json

from hypothesis import given

from competency.development import Row
from competency.development.record import recall, record
from tests.competency.development.plans import any_rows


@given(any_rows)
def test_rows_come_back_from_json_as_they_were(rows: tuple[Row, ...]) -> None:
    kept = json.loads(json.dumps(record(rows)))
    assert recall(kept) == rows
