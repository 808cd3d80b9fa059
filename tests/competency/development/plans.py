"""Rows of plans with sensible defaults, on the framework of three competencies."""

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from competency.development import METHODS, Row
from competency.frameworks import parse

THREE = parse((Path(__file__).parents[2] / "data" / "three.yaml").read_text("utf-8"))
COURSES = frozenset({"READ", "KEEP"})


def row(key: str = "a", **facts: object) -> Row:
    """A row that could be proposed."""
    defaults: dict[str, object] = {
        "competency": "data.read",
        "goal": "เปรียบเทียบข้อมูลจากหลายแหล่งได้",
        "from_level": 1.0,
        "to_level": 2.0,
        "methods": ("coaching", "on-the-job"),
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 9, 30),
        "budget_satang": 0,
        "measure": "รายงานเปรียบเทียบข้อมูลสองฉบับ",
    }
    return Row(key, **(defaults | facts))  # type: ignore[arg-type]


days = st.none() | st.dates()
texts = st.text(max_size=20)
any_row = st.builds(
    Row,
    key=st.sampled_from("abcdef"),
    competency=st.sampled_from(["", "data.read", "data.keep", "gone"]),
    topic=texts,
    goal=texts,
    from_level=st.none() | st.floats(-1, 5, width=16),
    to_level=st.none() | st.sampled_from([0.0, 1.0, 2.0, 9.0]),
    methods=st.lists(st.sampled_from([*METHODS, "magic"]), unique=True).map(tuple),
    course=st.sampled_from(["", "READ", "GONE"]),
    starts_on=days,
    ends_on=days,
    budget_satang=st.none() | st.integers(-5, 10**9),
    measure=texts,
    result=texts,
)
any_rows = st.lists(any_row, max_size=5, unique_by=lambda each: each.key).map(tuple)
