"""Targets of a draft: typed, pasted and accepted; unknown, none and 0 stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.frameworks import parse, read, shipped
from competency.frameworks.blocks import block, typed
from competency.frameworks.editing import opened, saved
from competency.frameworks.suggestions import suggestions
from competency.frameworks.targets import (
    Origin,
    Wanted,
    accepted,
    cell,
    changed,
    grid,
    origin,
    said,
    stated,
    suggest,
    suggested,
)
from competency.gaps import target_level
from tests.factories import THREE

CONTENT = opened(THREE)
GRID = grid(CONTENT)
READ = ("caseworker", "data.read")
SHARE = ("caseworker", "safe.share")
AGENCY = Origin("agency", "order 12/2569")
OCSC = "ocsc-digital-2567"
OLDER = "ocsc-digital-2561"
STAGES = ("", "-EARLY", "-DEVELOPING", "-MATURE")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2", Wanted(2.0)),
        (" ๒ ", Wanted(2.0)),
        ("1.5", Wanted(1.5)),
        ("1,5", Wanted(1.5)),
        ("0", Wanted(0.0)),
        ("", Wanted()),
        ("  ", Wanted()),
        ("Unknown", Wanted()),
        ("ไม่ทราบ", Wanted()),
        ("-", Wanted(required=False)),
        ("–", Wanted(required=False)),
        ("ไม่กำหนด", Wanted(required=False)),
        ("Not  required", Wanted(required=False)),
        ("4", None),
        ("-1", None),
        ("two", None),
        ("nan", None),
        ("1_0", None),
    ],
)
def test_a_cell_is_read_as_people_write_it(text: str, wanted: Wanted | None) -> None:
    assert GRID.wanted(text) == wanted


def test_unknown_zero_and_not_required_are_three_things() -> None:
    words = {"", "0", "-"}
    assert {w.word for t in words if (w := GRID.wanted(t))} == words


def test_only_cells_that_say_something_else_get_the_new_origin() -> None:
    wanted = {READ: Wanted(2.0), SHARE: Wanted(1.0)}
    after = changed(CONTENT, wanted, AGENCY)
    assert cell(after, READ) == cell(CONTENT, READ)
    assert cell(after, SHARE) == {
        "level": 1,
        "source": "order 12/2569",
        "status": "agency",
    }


def test_a_cell_that_becomes_unknown_without_a_source_is_gone() -> None:
    after = changed(CONTENT, {READ: Wanted()}, Origin("agency"))
    assert cell(after, READ) == {}
    assert read(saved(after))[1] == ()


def test_the_last_target_of_a_profile_may_go() -> None:
    gone = {(p, c): Wanted() for p in GRID.profiles for c in GRID.competencies}
    framework = parse(saved(changed(CONTENT, gone, Origin("agency"))))
    assert all(not profile.targets for profile in framework.profiles)


def test_an_unknown_cell_can_say_where_it_comes_from() -> None:
    told = Origin("official", "no level is known")
    after = stated(CONTENT, {READ: (Wanted(), told)})
    assert origin(cell(after, READ)) == told
    assert said(cell(after, READ)) == Wanted()


keys = st.tuples(st.sampled_from(GRID.profiles), st.sampled_from(GRID.competencies))
wishes = st.sampled_from([Wanted(), Wanted(required=False), Wanted(1.5), Wanted(0.0)])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(keys, wishes, max_size=6))
def test_what_is_written_is_what_stands_there(
    wanted: dict[tuple[str, str], Wanted],
) -> None:
    after = changed(CONTENT, wanted, AGENCY)
    every = {(p, c) for p in GRID.profiles for c in GRID.competencies}
    assert all(said(cell(after, key)) == each for key, each in wanted.items())
    assert all(cell(after, k) == cell(CONTENT, k) for k in every - wanted.keys())
    assert {k: v for k, v in after.items() if k != "profiles"} == {
        k: v for k, v in CONTENT.items() if k != "profiles"
    }
    assert read(saved(after))[1] == ()


def test_typing_what_stands_there_is_no_change_even_off_the_scale() -> None:
    short = {**CONTENT, "scale": CONTENT["scale"][:2]}
    texts = {("head", "data.read"): "3", READ: "9"}
    wanted, faults = typed(short, texts)
    assert wanted == {}
    assert faults[READ].rule == "target-wrong"
    assert (faults[READ].place.row, faults[READ].place.column) == (1, "data.read")


# -- suggestions --------------------------------------------------------------------


def test_the_suggestions_cover_every_cell_of_the_framework_and_set_none() -> None:
    content = opened(shipped()[OCSC])
    offered = suggestions(OCSC)
    assert offered is not None
    after = suggest(content, offered.cells)
    framework = parse(saved(after))
    assert len(suggested(after)) == len(framework.profiles) * len(
        framework.competencies
    )
    levels = [target_level(t) for p in framework.profiles for t in p.targets.values()]
    assert all(level != level for level in levels)  # noqa: PLR0124 -- NaN alone differs


def test_of_the_older_framework_only_skills_that_a_group_needs_are_suggested() -> None:
    content = opened(shipped()[OLDER])
    offered = suggestions(OLDER)
    assert offered is not None
    framework = parse(saved(content))
    needed = {(p.id, name) for p in framework.profiles for name in p.targets}
    assert set(offered.cells) == needed
    after = suggest(content, offered.cells)
    assert set(suggested(after)) == needed
    source = origin(cell(after, ("EXEC", "DL100"))).source
    assert source.startswith("TPQI unit page 25521: needed by this group")
    assert "Suggested by this product: " in source


def test_suggested_levels_never_fall_with_the_stage() -> None:
    offered = suggestions(OLDER)
    assert offered is not None
    for group, competency in offered.cells:
        if "-" not in group:
            keys = [(group + stage, competency) for stage in STAGES]
            levels = [offered.cells[key][0] for key in keys]
            assert levels == sorted(levels)
            assert levels[0] == levels[1]


@pytest.mark.parametrize("name", [OCSC, OLDER])
def test_each_suggestion_tells_its_reason_in_both_languages(name: str) -> None:
    offered = suggestions(name)
    assert offered is not None
    for level, why in offered.cells.values():
        assert 0 <= level <= 5
        assert "Suggested by this product: " in why
        assert "ข้อเสนอของระบบนี้: " in why


def test_nothing_is_suggested_for_other_frameworks() -> None:
    assert suggestions("three") is None
    assert suggestions("../../catalogue") is None


def test_a_suggestion_never_overwrites_a_decision() -> None:
    after = suggest(CONTENT, {READ: (3.0, "why"), SHARE: (3.0, "why")})
    assert after == CONTENT


def test_suggestions_are_accepted_one_by_one() -> None:
    gone = changed(CONTENT, {READ: Wanted(), SHARE: Wanted()}, Origin("agency"))
    offered = suggest(gone, {READ: (3.0, "why"), SHARE: (1.0, "why")})
    after = accepted(offered, [READ], "accepted by HR")
    assert suggested(after) == (SHARE,)
    assert cell(after, READ) == {
        "level": 3,
        "source": "why · accepted by HR",
        "status": "agency",
    }
    assert cell(after, SHARE) == cell(offered, SHARE)


def test_accepting_what_is_no_suggestion_changes_nothing() -> None:
    assert accepted(CONTENT, [READ, ("x", "y")], "accepted") == CONTENT


# -- blocks -------------------------------------------------------------------------


def rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows of a pasted text, counted from 1."""
    return [(n, line.split("\t")) for n, line in enumerate(text.split("\n"), 1)]


def test_a_block_begins_at_its_cell_and_goes_right_and_down() -> None:
    wanted, problems = block(rows("1\t-\n\t3"), GRID, ("caseworker", "data.keep"))
    assert problems == ()
    assert wanted == {
        ("caseworker", "data.keep"): Wanted(1.0),
        ("caseworker", "safe.share"): Wanted(required=False),
        ("head", "data.keep"): Wanted(),
        ("head", "safe.share"): Wanted(3.0),
    }


def test_a_block_with_names_finds_its_own_place() -> None:
    text = "\tกลุ่ม\tการแบ่งปันอย่างปลอดภัย\tdata.read\nhead\tหัวหน้างาน\t2\t-"
    wanted, problems = block(rows(text), GRID)
    assert problems == ()
    assert wanted == {
        ("head", "safe.share"): Wanted(2.0),
        ("head", "data.read"): Wanted(required=False),
    }


def test_every_fault_of_a_block_is_named_with_row_and_column() -> None:
    wanted, problems = block(rows("1\tx\n9\t2"), GRID, READ)
    assert wanted == {}
    told = [(p.place.row, p.place.column, p.value) for p in problems]
    assert told == [(1, "2", "x"), (2, "1", "9")]


def test_a_block_that_does_not_fit_is_refused() -> None:
    wanted, (problem,) = block(rows("1\t2"), GRID, ("caseworker", "safe.share"))
    assert wanted == {}
    assert (problem.rule, problem.value, problem.expected) == (
        "block-too-large",
        "1 × 2",
        "2 × 1",
    )


def test_faults_of_a_block_with_names_are_all_told() -> None:
    text = "\tdata.read\tdata.oops\tdata.read\nhead\t1\t1\t1\nnobody\t1\nhead\t2\n\t1"
    wanted, problems = block(rows(text), GRID)
    assert wanted == {}
    assert [(p.place.row, p.rule, p.value) for p in problems] == [
        (1, "value-unknown", "data.oops"),
        (1, "column-twice", "data.read"),
        (3, "value-unknown", "nobody"),
        (4, "value-duplicate", "head"),
        (5, "value-missing", ""),
    ]


def test_nothing_at_all_is_said() -> None:
    assert block([], GRID)[1][0].rule == "sheet-empty"
