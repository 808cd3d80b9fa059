"""Framework files: all problems with their lines, and one digest for one content."""

import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from competency.frameworks import (
    LARGEST,
    Framework,
    FrameworkError,
    decoded,
    digest,
    dump,
    parse,
    read,
    shipped,
)
from tests.competency.frameworks.contents import (
    GONE,
    Steps,
    changed,
    outcome,
    places,
    problems,
    text,
    three,
)
from tests.factories import THREE

TEXTS = {**shipped(), "three": THREE}


def framework(content: object) -> Framework:
    """The framework of a content without problems."""
    return parse(text(content))


def test_a_file_is_read_into_values_in_the_order_of_the_file() -> None:
    found = parse(THREE)
    assert (found.id, found.version) == ("three", "1.0.0")
    assert found.competency_ids == ("data.read", "data.keep", "safe.share")
    assert [item.id for item in found.items[3:5]] == ["data.read.4", "data.keep.1"]
    assert found.spans["data.keep"] == slice(4, 7)
    assert found.position("safe.share.1") == 7
    assert found.answer_values(0) == (0, 1, 2, 3)
    assert found.codes[0] == {0, 1, 2, 3, 4, 254, 255}
    assert (found.lowest, found.highest) == (0, 3)
    assert found.competency("data.read").levels[2].en == (
        "Compares data from several sources"
    )


def test_texts_are_given_in_both_languages_and_thai_is_the_first() -> None:
    name = parse(THREE).name
    assert [name.of(language) for language in ("th", "en", "fr")] == [
        "สามสมรรถนะ",
        "Three competencies",
        "สามสมรรถนะ",
    ]


def test_a_framework_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        parse(THREE).version = "2.0.0"


FAULTS = {
    'version: "1.0.0"': "version: 1.0",
    "  - {level: 1, name: {th: เริ่มต้น, en: Starting}}": (
        "  - {level: 1, status: mine, name: {th: เริ่มต้น}}"
    ),
    "rule: {name: ladder, met: 2, share: 1.0}": (
        "rule: {name: ladder, met: 7, share: 1.5, colour: red}"
    ),
    "data.keep.2, level: 2, answers: can": "data.keep.2, level: 2, answers: cn",
    "    area: safe": "    area: sfe",
    "  - id: head": "  - id: caseworker",
    "safe.share: {level: 2": "safe.share: {level: 9",
}


def faulty(mended: int = 0) -> str:
    """The framework of three competencies, faulty but for the first so many lines."""
    found = THREE
    for right, wrong in tuple(FAULTS.items())[mended:]:
        assert found.count(right) == 1
        found = found.replace(right, wrong)
    return found


def line_of(words: str) -> int:
    """The line that holds some words."""
    lines = faulty().splitlines()
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_all_problems_are_told_at_once_each_with_line_and_field() -> None:
    found, told = read(faulty())
    assert found is None
    assert {(p.place.row, p.place.column, p.rule) for p in told} == {
        (line_of("version:"), "version", "not-text"),
        (line_of("mine"), "scale[1].status", "not-one-of"),
        (line_of("mine"), "scale[1].name.en", "field-missing"),
        (line_of("rule:"), "rule.share", "number-large"),
        (line_of("rule:"), "rule.colour", "field-unknown"),
        (line_of("rule:"), "rule.met", "met-unknown"),
        (line_of("answers: cn"), "competencies[1].items[1].answers", "answers-unknown"),
        (line_of("area: sfe"), "competencies[2].area", "area-unknown"),
        (line_of("{th: หัวหน้างาน, en: Head}") - 1, "profiles[1].id", "id-twice"),
        (
            line_of("level: 9"),
            "profiles[1].targets.safe.share.level",
            "level-off-scale",
        ),
    }


def test_problems_stand_in_the_order_of_the_file() -> None:
    rows = [problem.place.row or 0 for problem in read(faulty())[1]]
    assert rows == sorted(rows)


def test_mending_a_fault_brings_no_other_to_light() -> None:
    everything = {(p.place.column, p.rule) for p in read(faulty())[1]}
    for mended in range(len(FAULTS)):
        told = {(p.place.column, p.rule) for p in read(faulty(mended))[1]}
        assert told
        assert told <= everything
    assert read(faulty(len(FAULTS)))[1] == ()


def test_a_problem_says_what_stands_there_and_what_could() -> None:
    (problem,) = problems(changed(three(), ("rule", "name"), "median"))
    assert (problem.rule, problem.value) == ("not-one-of", "median")
    assert "ladder" in problem.expected


def test_a_long_value_is_cut() -> None:
    (problem,) = problems(changed(three(), ("version",), "x" * 500))
    assert len(problem.value) == 60
    assert problem.value.endswith("…")


@pytest.mark.parametrize("code", ["101", "1.1", "0x1F", "yes", "1_0"])
def test_codes_that_yaml_takes_for_something_else_need_quotes(code: str) -> None:
    told = read(THREE.replace("  - id: data.keep\n", f"  - id: {code}\n"))[1]
    assert ("competencies[1].id", code) in {(p.place.column, p.value) for p in told}
    quoted = THREE.replace("  - id: data.keep\n", f'  - id: "{code}"\n')
    quoted = quoted.replace("      data.keep: {", f'      "{code}": {{')
    assert read(quoted)[1] == ()


@pytest.mark.parametrize("id_", ["", " ", "a b", "-a", "a/b", "a\n", "x" * 101, "<b>"])
def test_an_id_is_made_of_letters_digits_dots_hyphens_and_underlines(id_: str) -> None:
    (problem,) = problems(changed(three(), ("id",), id_))
    assert (problem.place.column, problem.rule) == ("id", "id-form")


@pytest.mark.parametrize("id_", ["ข้อมูล.อ่าน", "101", "a_b-c.d", "x" * 100])
def test_an_id_may_be_thai(id_: str) -> None:
    assert framework(changed(three(), ("id",), id_)).id == id_


@pytest.mark.parametrize("version", ["1.0", "1", "v1.0.0", "1.0.0 ", "1.0.0-", "๑.๐.๐"])
def test_a_version_is_three_numbers(version: str) -> None:
    told = problems(changed(three(), ("version",), version))
    assert [problem.rule for problem in told] == ["version-form"]


def test_parse_raises_all_problems_together() -> None:
    with pytest.raises(FrameworkError) as raised:
        parse(faulty())
    assert raised.value.args == (read(faulty())[1],)


def test_unknown_is_neither_zero_nor_not_required() -> None:
    targets = framework(three()).profiles[0].targets
    unknown = changed(
        three(), ("profiles", 0, "targets", "data.read"), {"status": "official"}
    )
    zero = changed(three(), ("profiles", 0, "targets", "data.read", "level"), 0)
    cells = [
        framework(each).profiles[0].targets["data.read"] for each in (unknown, zero)
    ]
    assert [(cell.level, cell.required) for cell in cells] == [(None, True), (0, True)]
    assert targets["safe.share"].required is False


# -- from bytes ---------------------------------------------------------------------


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded(THREE.encode("utf-8-sig")) == (THREE, ())


def test_a_file_in_the_thai_windows_encoding_is_told_with_its_line() -> None:
    found, (problem,) = decoded(THREE.encode("cp874", "ignore"))
    assert (found, problem.rule, problem.place.row) == ("", "file-not-utf-8", 4)


def test_a_file_that_is_too_large_is_not_read() -> None:
    found, (problem,) = decoded(b"#" * (LARGEST + 1))
    assert (found, problem.rule) == ("", "file-too-large")
    assert decoded(b"#" * LARGEST)[1] == ()


# -- the digest ---------------------------------------------------------------------


def shuffled(content: Any, seed: int) -> Any:  # noqa: ANN401 -- plain values of any kind
    """The same content with the keys of every mapping in another order."""
    if isinstance(content, dict):
        keys = list(content)
        random.Random(seed).shuffle(keys)  # noqa: S311 -- only mixes
        return {key: shuffled(content[key], seed + 1) for key in keys}
    if isinstance(content, list):
        return [shuffled(each, seed + 1) for each in content]
    return content


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_keys_does_not_change_the_digest(seed: int) -> None:
    mixed = shuffled(three(), seed)
    assert text(mixed) != text(three())
    assert digest(framework(mixed)) == digest(framework(three()))


@pytest.mark.parametrize("flow", [True, False])
def test_layout_and_comments_do_not_change_the_digest(flow: bool) -> None:
    plain = yaml.safe_load(THREE)
    again = "# another layout\n" + yaml.safe_dump(
        plain, default_flow_style=flow, allow_unicode=True, width=40
    )
    assert digest(parse(again)) == digest(parse(THREE))


@pytest.mark.parametrize(
    ("at", "default"),
    [
        (("source", "url"), ""),
        (("rule", "answered"), 0.5),
        (("scale", 0, "status"), "ours"),
        (("areas", 0, "status"), "official"),
        (("areas", 0, "source"), ""),
        (("competencies", 0, "status"), "ours"),
        (("competencies", 0, "description"), None),
        (("competencies", 1, "levels"), {}),
        (("competencies", 1, "units"), []),
        (("competencies", 1, "items", 0, "weight"), 1),
        (("competencies", 1, "items", 0, "reversed"), False),
        (("competencies", 1, "items", 0, "key"), None),
        (("profiles", 0, "targets", "data.keep", "required"), True),
        (("rule", "share"), 1),
    ],
)
def test_a_default_that_is_written_out_does_not_change_the_digest(
    at: Steps, default: object
) -> None:
    written = changed(three(), at, default)
    assert digest(framework(written)) == digest(framework(three()))


@pytest.mark.parametrize(
    "at",
    [
        ("competencies",),
        ("competencies", 0, "items"),
        ("answers", "can"),
        ("areas",),
        ("profiles",),
    ],
)
def test_the_order_of_what_is_listed_changes_the_digest(at: Steps) -> None:
    part: Any = three()
    for step in at:
        part = part[step]
    turned = changed(three(), at, part[::-1])
    assert digest(framework(turned)) != digest(framework(three()))


def test_every_fact_changes_the_digest() -> None:
    plain = digest(framework(three()))
    seen = 0
    for at in places(three()):
        found, _problems = outcome(changed(three(), at, "x"))
        if found is not None:
            seen += 1
            assert digest(found) != plain, at
    assert seen > 50


def test_the_digest_is_the_one_that_rounds_have_pinned() -> None:
    known = "b802ec659676"
    assert digest(parse(THREE)).startswith(known)


# -- written and read again ---------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_what_is_written_reads_back_as_it_was(name: str) -> None:
    found = parse(TEXTS[name])
    again = parse(dump(found))
    assert again == found
    assert digest(again) == digest(found)
    assert dump(again) == dump(found)


def test_what_stands_twice_is_written_twice_and_not_as_an_alias() -> None:
    found = parse(THREE)
    same = found.model_copy(update={"notes": (found.name, found.name)})
    assert parse(dump(same)).notes == (found.name, found.name)


# -- whatever a file holds ----------------------------------------------------------

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["data.read", "can", "ladder", "official", 10**30, "1.0.0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["th", "en", "id", "level", "items", "for", "x", "1"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.just(GONE) | JUNK), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_any_content_is_a_framework_or_has_problems(
    edits: list[tuple[int, object]],
) -> None:
    content: Any = three()
    for number, value in edits:
        here = list(places(content))
        if here:
            content = changed(content, here[number % len(here)], value)
    found, told = outcome(content)
    assert (found is None) == bool(told)
    if found is not None:
        assert digest(parse(dump(found))) == digest(found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_is_a_framework_or_has_problems(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(THREE)))
    end = data.draw(st.integers(start, min(start + 40, len(THREE))))
    put = data.draw(st.text("{}[]:,-&*!'\"#\n\t ก1a~?|>%@", max_size=6))
    found, told = read(THREE[:start] + put + THREE[end:])
    assert (found is None) == bool(told)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_text_or_have_a_problem(data: bytes) -> None:
    found, told = decoded(data)
    assert not (found and told)
    assert told or read(found)[0] is None
