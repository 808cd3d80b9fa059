"""Crosswalks go out as workbooks and come in again; faults are named by cell."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.workbooks import crosswalk as workbook
from assessments.workbooks.crosswalk import ABOUT, EDGES
from competency.crosswalk_texts import agencys, claimed
from competency.crosswalks import Crosswalk, read, shipped
from competency.frameworks import parse
from competency.frameworks import shipped as frameworks

KNOWN = {name: parse(text) for name, text in frameworks().items()}
OLD, NEW = KNOWN["ocsc-digital-2561"], KNOWN["ocsc-digital-2567"]
WALK = "ocsc-2561-to-2567"


def walk_of(name: str) -> Crosswalk:
    """A shipped crosswalk as the agency's own."""
    text = shipped()[name]
    ends = (KNOWN[each] for each in claimed(text)[0])
    walk = read(text, *ends)[0]
    assert walk is not None
    return agencys(walk)


def back(data: bytes) -> Crosswalk:
    """The crosswalk of a workbook without faults."""
    text, _places, problems = workbook.text(data)
    assert problems == ()
    walk, faults = read(text, *(KNOWN[each] for each in claimed(text)[0]))
    assert faults == ()
    assert walk is not None
    return walk


def edited(data: bytes, sheet: str, cells: dict[str, object]) -> bytes:
    """The workbook after somebody typed into some cells."""
    book: Any = load_workbook(BytesIO(data))
    for place, value in cells.items():
        book[sheet][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_crosswalk_comes_back_as_it_went_out(name: str) -> None:
    walk = walk_of(name)
    ends = (KNOWN[each.framework] for each in (walk.from_, walk.to))
    assert back(workbook.workbook(walk, *ends)) == walk


words = st.text(
    st.characters(categories=("L", "N", "P"), exclude_characters="\\"), min_size=1
).map(lambda text: f"ก{text}ข")
edges = st.builds(
    lambda source, kind, target, weight, note: {
        "from": source,
        "kind": kind,
        **({} if kind == "none" else {"to": target, "weight": weight}),
        **({} if note is None else {"note": {"th": note, "en": note}}),
    },
    st.sampled_from(OLD.competency_ids),
    st.sampled_from(sorted(workbook.KINDS)),
    st.sampled_from(NEW.competency_ids),
    st.floats(0.01, 1),
    st.none() | words,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(edges, min_size=1, unique_by=lambda e: (e["from"], e.get("to"))), words)
def test_any_crosswalk_comes_back_as_it_went_out(
    several: list[dict[str, Any]], name: str
) -> None:
    walk = Crosswalk.model_validate(
        {
            "id": "own",
            "name": {"th": name, "en": name},
            "from": {"framework": OLD.id},
            "to": {"framework": NEW.id, "version": NEW.version},
            "author": name,
            "status": "agency",
            "edges": tuple(several),
        }
    )
    data = workbook.workbook(walk, OLD, NEW)
    text, _places, problems = workbook.text(data)
    assert problems == ()
    assert read(text, OLD, NEW) == (walk, ())


def test_an_empty_workbook_has_a_row_for_each_source_and_reads_none() -> None:
    book: Any = load_workbook(BytesIO(workbook.template(OLD, NEW)))
    listed = [row[0].value for row in book[EDGES].iter_rows(min_row=2)]
    assert listed == list(OLD.competency_ids)
    text, places, _problems = workbook.text(workbook.template(OLD, NEW))
    faults = workbook.placed(read(text, OLD, NEW)[1], places)
    assert {each.place.sheet for each in faults} == {ABOUT}


def test_faults_stand_at_their_cells() -> None:
    walk = walk_of(WALK)
    data = edited(
        workbook.workbook(walk, OLD, NEW),
        EDGES,
        {"A3": "NONE", "C4": "เหมือน", "D5": "Dx", "F6": 7, "F7": "มาก"},
    )
    text, places, problems = workbook.text(data)
    assert problems == ()
    form = workbook.placed(read(text, OLD, NEW)[1], places)
    assert {(each.place.sheet, each.place.row) for each in form} == {
        (EDGES, 4),
        (EDGES, 6),
        (EDGES, 7),
    }
    whole = edited(data, EDGES, {"C4": "แคบกว่า", "F6": 0.5, "F7": 0.5})
    text, places, problems = workbook.text(whole)
    found = workbook.placed(read(text, OLD, NEW)[1], places)
    assert [(e.place.row, e.place.column, e.rule) for e in found] == [
        (3, "รหัสต้นทาง", "competency-unknown"),
        (5, "รหัสปลายทาง", "competency-unknown"),
    ]


def test_a_formula_is_refused() -> None:
    data = workbook.workbook(walk_of(WALK), OLD, NEW)
    problems = workbook.text(edited(data, EDGES, {"F2": "=1/2"}))[2]
    assert [(e.place.row, e.rule) for e in problems] == [(2, "cell-is-formula")]


def test_whoever_changes_a_shipped_one_signs_for_it() -> None:
    data = workbook.workbook(walk_of(WALK), OLD, NEW, author=False)
    text, places, _problems = workbook.text(data)
    (fault,) = workbook.placed(read(text, OLD, NEW)[1], places)
    assert (fault.place.sheet, fault.place.column) == (ABOUT, "ผู้จัดทำ")
