"""Moodle's competency CSV: read as a draft, written, and the same again."""

import csv
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competency.frameworks import Framework, parse, shipped
from competency.frameworks.markup import marked_up, plain
from competency.frameworks.moodle import read, write
from competency.frameworks.moodle.columns import HEADERS
from competency.frameworks.moodle.writing import configuration
from tests.competency.frameworks.generated import frameworks, ids
from tests.factories import THREE

OLD_HEADER = (
    '"Parent id number","Id number",Shortname,Description,"Description format",'
    '"Scale values","Scale configuration","Rule type (optional)",'
    '"Rule outcome (optional)","Rule config (optional)",'
    '"Cross referenced competency id numbers","Exported id (optional)",'
    '"Is framework",Taxonomy'
)
SCALE = '"Not yet,Nearly,Fully","[{""scaleid"":""2""},{""id"":2,""proficient"":1}]"'
MAIL = '"Writing mail","<p>To the point.</p><p>Polite.</p>"'
REAL = "\n".join(
    (
        OLD_HEADER,
        f',office,"Office skills","<p>We &amp; others<br>do</p>",1,{SCALE},,,,,,1,x',
        ",write,Writing,,1,,,,0,null,,1,,",
        f"write,write.mail,{MAIL},1,,,,0,null,,2,,",
        "write.mail,write.mail.1,Greets,,1,,,core_competency\\\\rule,1,[],write,3,,",
        ",count,Counting,,1,,,,0,null,,4,,",
    )
)
"""As a site writes it: old headers, a third level, a rule, a cross-reference."""


def test_areas_are_what_stands_at_the_top_and_has_something_below() -> None:
    found = read(REAL, "en").framework
    assert found is not None
    assert [area.id for area in found.areas] == ["write", "office"]
    assert [(c.id, c.area) for c in found.competencies] == [
        ("write.mail", "write"),
        ("write.mail.1", "write"),
        ("count", "office"),
    ]
    assert [(s.level, s.name.en) for s in found.scale] == [
        (1, "Not yet"),
        (2, "Nearly"),
        (3, "Fully"),
    ]


def test_descriptions_are_read_as_plain_text() -> None:
    found = read(REAL, "en").framework
    assert found is not None
    assert found.source.note is not None
    assert found.source.note.en == "We & others\ndo"
    assert found.competencies[0].description is not None
    assert found.competencies[0].description.th == "To the point.\nPolite."


def test_what_is_missing_and_what_is_left_out_is_told() -> None:
    found = read(REAL, "en")
    assert [(p.rule, p.place.row, p.value) for p in found.problems] == [
        ("items-missing", 4, "write.mail"),
        ("items-missing", 5, "write.mail.1"),
        ("items-missing", 6, "count"),
    ]
    assert [(p.rule, p.place.column, p.value) for p in found.remarks] == [
        ("texts-copied", None, "en"),
        ("column-not-kept", "Parent ID number", "1"),
        ("column-not-kept", "Description", "1"),
        ("column-not-kept", "Scale configuration", "1"),
        ("column-not-kept", "Rule type (optional)", "1"),
        ("column-not-kept", "Rule outcome (optional)", "1"),
        ("column-not-kept", "Rule config (optional)", "1"),
        ("column-not-kept", "Cross-referenced competency ID numbers", "1"),
        ("column-not-kept", "Taxonomy", "1"),
    ]


def test_texts_of_one_language_stand_for_both_and_a_note_says_so() -> None:
    found = read(REAL, "en").framework
    assert found is not None
    assert found.name.th == found.name.en == "Office skills"
    assert "not translated yet" in found.notes[0].en


def rows(*lines: tuple[str, ...]) -> str:
    """A file with these first cells of its rows below a framework of two levels."""
    head = ("", "f", "F", "", "1", "a,b", "", "", "", "", "", "", "1", "")
    kept = StringIO()
    writer = csv.writer(kept)
    writer.writerows((HEADERS, head, *lines))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", {(1, "column-missing")}),
        (rows().replace(",1,", ",0,"), {(None, "moodle-frameworks")}),
        (rows(("", "g", "G", *[""] * 9, "1", "")), {(3, "moodle-frameworks")}),
        (rows(), {(2, "list-short")}),
        (rows(("", "x", "X")).replace("a,b", "a"), {(2, "list-short")}),
        (
            rows(("", "x", "X"), ("", "x", "Y"), ("no", "y", " "), ("", "", "Z")),
            {
                (4, "id-twice"),
                (5, "parent-unknown"),
                (5, "text-empty"),
                (6, "value-missing"),
            },
        ),
        (
            rows(("b", "a", "A"), ("a", "b", "B"), ("", "1 2", "C")),
            {(3, "parent-circle"), (4, "parent-circle"), (5, "id-form")},
        ),
    ],
)
def test_faults_are_told_at_once_by_row(text: str, told: set[tuple[int, str]]) -> None:
    found = read(text, "en")
    assert found.framework is None
    assert {
        (p.place.row, p.rule) for p in found.problems if p.rule != "items-missing"
    } >= told


def test_a_site_in_another_language_has_the_same_columns_in_the_same_order() -> None:
    line = ",".join(f"หัวข้อ {n}" for n in range(len(HEADERS)))
    text = rows(("", "x", "X")).replace(",".join(HEADERS), line)
    assert line in text
    found = read(text, "th").framework
    assert found is not None
    assert found.competency_ids == ("x",)


def test_a_file_may_be_separated_by_semicolons() -> None:
    kept = StringIO()
    csv.writer(kept, delimiter=";").writerows(
        csv.reader(StringIO(rows(("", "x", "X"))))
    )
    assert (
        read(kept.getvalue(), "th").framework
        == read(rows(("", "x", "X")), "th").framework
    )


def test_a_framework_is_written_in_one_language_with_its_levels_as_scale() -> None:
    written = list(csv.reader(StringIO(write(parse(THREE), "en"))))
    assert written[0] == list(HEADERS)
    assert written[1][1:3] == ["three", "Three competencies"]
    assert written[1][5] == "Not shown,Starting,Independent,Leading"
    assert [row[:3] for row in written[2:]] == [
        ["", "data", "Data"],
        ["", "safe", "Safety"],
        ["data", "data.read", "Reading data"],
        ["data", "data.keep", "Keeping data"],
        ["safe", "safe.share", "Sharing safely"],
    ]


@pytest.mark.parametrize("name", list(shipped()))
def test_every_shipped_framework_is_written_and_read_back(name: str) -> None:
    framework = parse(shipped()[name])
    text = write(framework, "th")
    numbers = [row[1] for row in csv.reader(StringIO(text))][2:]
    assert len(numbers) == len(set(numbers))
    found = read(text, "th")
    assert found.framework is not None
    assert {problem.rule for problem in found.problems} == {"items-missing"}
    assert [c.name.th for c in found.framework.competencies] == [
        c.name.th for c in framework.competencies
    ]
    assert [s.name.th for s in found.framework.scale] == [
        s.name.th.replace(",", ";") for s in framework.scale
    ]


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
names = words.map(lambda word: word.replace(",", "") or "x")


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file as Moodle writes the two levels that frameworks here have."""
    own = draw(st.lists(ids, min_size=3, max_size=8, unique=True))
    head, *others = own
    areas = others[: draw(st.integers(0, len(others) // 2))]
    below = others[len(areas) :]
    steps = draw(st.lists(names, min_size=2, max_size=5))
    parents = [*areas, *draw(st.lists(st.sampled_from(["", *areas]), max_size=9))]
    parents = (parents + [""] * len(below))[: len(below)]
    taxonomy = "domain" if areas else "competency"
    first = (
        *("", head, draw(texts), marked_up(draw(st.one_of(st.just(""), texts))), "1"),
        *(",".join(steps), configuration(len(steps)), "", "", "", "", "", "1"),
        f"{taxonomy},competency,competency,competency",
    )
    rows_ = [("", area, draw(texts), "") for area in areas]
    rows_ += [
        (parent, id_, draw(texts), marked_up(draw(st.one_of(st.just(""), texts))))
        for parent, id_ in zip(parents, below, strict=True)
    ]
    rest = [
        (*row, "1", "", "", "", "0", "null", "", str(number), "", "")
        for number, row in enumerate(rows_, 1)
    ]
    return "".join(_line(row) for row in (HEADERS, first, *rest))


def _line(row: tuple[str, ...]) -> str:
    quoted = (
        f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(' ,"\\\n') else c
        for c in row
    )
    return ",".join(quoted) + "\n"


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_what_moodle_wrote_is_written_again_to_the_letter(text: str) -> None:
    found = read(text, "th")
    assert found.framework is not None
    assert write(found.framework, "th") == text
    assert {remark.rule for remark in found.remarks} == {"texts-copied"}


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(frameworks())
def test_names_and_levels_of_any_framework_are_written(framework: Framework) -> None:
    written = list(csv.reader(StringIO(write(framework, "en"), newline="")))
    assert [row[2] for row in written][-len(framework.competencies) :] == [
        c.name.en for c in framework.competencies
    ]
    assert len(written[1][5].split(",")) == len(framework.scale)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p>", "a"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>one\nline</p>", "one line"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a<script>if (1 < 2) {b()}</script><style>p {}</style> c", "a c"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("1 &lt; 2 &amp; <b>bold</b>", "1 < 2 & bold"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain(markup) == text
