"""A code that was dropped does not come back as something else."""

from hypothesis import given
from hypothesis import strategies as st

from competency.frameworks import Framework, parse
from competency.frameworks.retired import reused
from tests.factories import THREE as TEXT

THREE = parse(TEXT)
FULL = TEXT
LESS = TEXT.replace("safe.share", "safe.send")
"""The second version calls its third competency, and all of its items, otherwise."""

OTHER = TEXT.replace(
    "{th: การแบ่งปันอย่างปลอดภัย, en: Sharing safely}", "{th: การสำรองข้อมูล, en: Backing up}"
)


def test_what_was_dropped_may_come_back_as_what_it_was() -> None:
    assert reused(THREE, [parse(FULL), parse(LESS)]) == ()


def test_a_dropped_code_for_something_else_is_named_with_its_place() -> None:
    found = reused(parse(OTHER), [parse(FULL), parse(LESS)])
    assert [(p.place.column, p.rule, p.value) for p in found] == [
        ("competencies[2].id", "id-retired", "safe.share")
    ]
    assert found[0].expected == "1.0.0: การแบ่งปันอย่างปลอดภัย / Sharing safely"


def test_a_part_of_the_newest_version_may_be_renamed() -> None:
    assert OTHER != FULL
    assert reused(parse(OTHER), [parse(LESS), parse(FULL)]) == ()


@given(st.lists(st.sampled_from([FULL, LESS, OTHER]), max_size=4))
def test_the_newest_version_itself_is_never_at_fault(texts: list[str]) -> None:
    versions: list[Framework] = [parse(each) for each in texts]
    if versions:
        assert reused(versions[-1], versions) == ()
    assert reused(THREE, []) == ()
