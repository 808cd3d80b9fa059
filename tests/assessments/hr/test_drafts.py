"""A framework edited in the browser: copied, changed page by page, published."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import pytest
from flask import Flask

from assessments.queries import drafts, frameworks
from competency.frameworks import Framework, parse, shipped
from competency.frameworks.editing import at, opened
from competency.frameworks.values import Value
from tests import factories
from tests.assessments.hr.drafting import Drafting, begin, form
from tests.competency.frameworks.contents import text, three
from tests.factories import THREE
from tests.visitor import Visitor

PARTS = ("/about", "/levels", "/answers", "/areas", "/profiles")
READ = "/competencies/data.read"
FIRST = "competencies[0].items[0]"


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


@pytest.fixture
def draft(hr: Visitor) -> Drafting:
    """A draft of the framework of three competencies."""
    return begin(hr)


def test_a_version_offers_to_be_copied_and_the_list_shows_the_draft(
    draft: Drafting,
) -> None:
    version = draft.draft.base
    offer = f'action="/hr/frameworks/{version.public_id}/draft"'
    assert offer in draft.visitor.get(f"/hr/frameworks/{version.public_id}").text
    assert f'href="{draft.address}"' in draft.visitor.get("/hr/frameworks").text


def test_a_new_draft_has_neither_problems_nor_differences(draft: Drafting) -> None:
    text = draft.page()
    assert "There are none." in text
    assert "Nothing yet." in text
    assert all(f'href="{draft.address}{part}"' in text for part in (*PARTS, READ))


@pytest.mark.parametrize("name", [*sorted(shipped()), "three"])
def test_saving_a_page_as_it_is_shown_changes_nothing(hr: Visitor, name: str) -> None:
    draft = begin(hr, shipped().get(name, THREE))
    before = draft.draft
    ids = [each["id"] for each in before.content["competencies"]]
    for part in (*PARTS, *(f"/competencies/{id_}" for id_ in ids)):
        answer = draft.post(part, draft.whole(part))
        assert answer.status_code == 302, part
    assert draft.draft == before


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens_in_both_languages(draft: Drafting, language: str) -> None:
    draft.visitor.in_(language)
    for part in ("", *PARTS, READ):
        assert draft.page(part)


def test_a_name_is_changed_and_told_as_a_difference(draft: Drafting) -> None:
    answer = draft.post("/about", draft.whole("/about") | {"name.en": "Ours"})
    assert answer.location == f"{draft.address}/about"
    text = draft.page()
    assert "renamed: “Three competencies” → “Ours”" in text
    assert 'name="version" value="1.0.1"' in text


def test_an_item_is_changed_with_all_its_fields(draft: Drafting) -> None:
    fields = {
        f"{FIRST}.text.en": "I read charts",
        f"{FIRST}.level": "2",
        f"{FIRST}.weight": "๑.๕",
        f"{FIRST}.reversed": "True",
        f"{FIRST}.key": "2, 3",
        f"{FIRST}.unit": "DG-1",
        f"{FIRST}.example.th": "ตัวอย่าง",
        f"{FIRST}.example.en": "An example",
    }
    draft.post(READ, draft.whole(READ) | fields)
    whole = draft.draft.whole
    assert whole is not None
    # with a key it is a question, which stands after all that makes levels
    assert whole.items[:-1] == parse(THREE).items[1:]
    item = whole.items[-1]
    assert (item.text.en, item.level, item.weight) == ("I read charts", 2, 1.5)
    assert (item.reversed, item.key, item.unit) == (True, (2, 3), "DG-1")
    assert item.example is not None
    assert item.example.en == "An example"


def test_a_tick_that_is_taken_away_is_gone(draft: Drafting) -> None:
    draft.post(READ, draft.whole(READ) | {f"{FIRST}.reversed": "True"})
    fields = draft.whole(READ)
    assert fields.pop(f"{FIRST}.reversed") == "True"
    draft.post(READ, fields)
    assert draft.draft.content == parsed(draft)


def parsed(draft: Drafting) -> object:
    """The content that the draft began with."""
    return opened(frameworks.text(draft.draft.base.id))


def test_what_cannot_stand_is_kept_and_told_beside_its_field(draft: Drafting) -> None:
    fields = {f"{FIRST}.level": "9", f"{FIRST}.weight": "much", f"{FIRST}.text.th": " "}
    answer = draft.post(READ, draft.whole(READ) | fields)
    assert answer.status_code == 302
    page = draft.page(READ)
    assert 'value="much"' in page
    told = dict(
        re.findall(
            r'<div id="([^"]*)-help">\s*(?:<p class="form-text">[^<]*</p>)?\s*'
            r'<p class="text-danger">([^<]*)</p>',
            page,
        )
    )
    assert told == {
        f"{FIRST}.level": "Level 9 is not on the scale: 0, 1, 2, 3.",
        f"{FIRST}.weight": "“much” is not a number.",
        f"{FIRST}.text.th": "The text is empty.",
    }
    overview = draft.page()
    assert "Problems: 3." in overview
    assert "competency no. 1 “Reading data” › item no. 1 “data.read.1” › weight" in (
        overview
    )
    assert "Publish this version" not in overview


def test_problems_lead_to_the_page_that_mends_them(draft: Drafting) -> None:
    draft.post("/levels", draft.whole("/levels") | {"rule.met": "7"})
    draft.post("/areas", draft.whole("/areas") | {"areas[0].name.en": ""})
    text = draft.page()
    for part in ("/levels", "/areas"):
        assert f'<li><a href="{draft.address}{part}">' in text


def test_what_belongs_to_no_field_is_told_on_its_page_all_the_same(
    draft: Drafting,
) -> None:
    fields = {f"competencies[0].items[{n}].level": "1" for n in range(4)}
    draft.post(READ, draft.whole(READ) | fields | {f"{FIRST}.text.en": ""})
    draft.post("/areas", draft.whole("/areas") | {"areas[0].name.en": ""})
    page = draft.page(READ)
    (above,) = re.findall(r'<ul class="faults">(.*?)</ul>', page, re.DOTALL)
    assert "items: The rule “ladder” needs an item at each level" in above
    assert above.count("<li>") == 1
    below = page[page.index("Problems on other pages") :]
    assert below.count("<li>") == 1
    assert "area no. 1" in below


def test_one_right_answer_of_several_choices_stays_a_choice_of_several(
    hr: Visitor,
) -> None:
    old = "{id: data.read.1, level: 1, answers: can,"
    draft = begin(hr, THREE.replace(old, f"{old} key: [3],"))
    before = draft.draft
    draft.post(READ, draft.whole(READ))
    assert draft.draft == before


def test_a_row_is_added_moved_and_removed(draft: Drafting) -> None:
    items = "competencies[0].items"
    answer = draft.post(READ, draft.whole(READ) | {"do": f"add:{items}"})
    assert answer.location.endswith("#competencies%5B0%5D.items%5B4%5D")
    assert [i["id"] for i in at(draft.draft.content, ("competencies", 0, "items"))] == [
        f"data.read.{n}" for n in range(1, 6)
    ]
    answer = draft.post(READ, draft.whole(READ) | {"do": f"up:{items}[4]"})
    assert answer.location.endswith("#competencies%5B0%5D.items%5B4%5D")
    draft.post(READ, draft.whole(READ) | {"do": f"remove:{items}[3]"})
    assert draft.draft.content == parsed(draft)


def test_official_units_are_added_moved_and_removed(draft: Drafting) -> None:
    units = "competencies[0].units"
    for number, code in enumerate(("DG-1", "DG-2", "DG-3")):
        draft.post(READ, draft.whole(READ) | {"do": f"add:{units}"})
        draft.post(READ, draft.whole(READ) | unit(number, code))
    draft.post(READ, draft.whole(READ) | {"do": f"up:{units}[2]"})
    draft.post(READ, draft.whole(READ) | {"do": f"remove:{units}[0]"})
    assert draft.draft.problems == ()
    whole = draft.draft.whole
    assert whole is not None
    assert [each.code for each in whole.competencies[0].units] == ["DG-3", "DG-2"]
    kept = whole.competencies[0].units[0]
    assert (kept.name.th, kept.status, kept.source) == (
        "หน่วย DG-3",
        "official",
        "Order 1/2569",
    )
    overview = draft.page()
    assert "Official unit data.read DG-3 added: “Unit DG-3”" in overview
    assert 'name="version" value="1.1.0"' in overview
    for _each in range(2):
        draft.post(READ, draft.whole(READ) | {"do": f"remove:{units}[0]"})
    assert "Nothing yet." in draft.page()


def unit(number: int, code: str) -> dict[str, str]:
    """The fields of an official unit, filled in."""
    here = f"competencies[0].units[{number}]"
    return {
        f"{here}.code": code,
        f"{here}.name.th": f"หน่วย {code}",
        f"{here}.name.en": f"Unit {code}",
        f"{here}.status": "official",
        f"{here}.source": "Order 1/2569",
    }


def test_what_an_official_unit_lacks_is_told_beside_its_fields(
    draft: Drafting,
) -> None:
    units = "competencies[0].units"
    draft.post(READ, draft.whole(READ) | {"do": f"add:{units}"})
    draft.post(READ, draft.whole(READ) | {"do": f"add:{units}"})
    draft.post(READ, draft.whole(READ) | unit(0, "DG-1"))
    fields = {f"{units}[1].code": "DG-1", f"{units}[1].name.en": "Unit"}
    draft.post(READ, draft.whole(READ) | fields)
    page = draft.page(READ)
    for field, words in (
        (f"{units}[1].code", "“DG-1” stands there twice."),
        (f"{units}[1].name.th", "The text is empty."),
    ):
        told = page[page.index(f'<div id="{field}-help">') :]
        assert words in told[: told.index("</div>")]
    assert "official unit no. 2 “Unit” › code" in draft.page()


def test_an_item_is_offered_the_official_units_and_takes_any_other(
    draft: Drafting,
) -> None:
    draft.post(READ, draft.whole(READ) | {"do": "add:competencies[0].units"})
    draft.post(READ, draft.whole(READ) | unit(0, "DG-1"))
    assert '<option value="DG-1">Unit DG-1</option>' in draft.page(READ)
    for code in ("DG-1", "elsewhere-7"):
        draft.post(READ, draft.whole(READ) | {f"{FIRST}.unit": code})
        whole = draft.draft.whole
        assert whole is not None
        assert whole.items[0].unit == code


def plain_fields(kind: Any) -> Iterator[str]:  # noqa: ANN401 -- any type there is
    """The path of every plain field inside a type, without numbers and names."""
    if isinstance(kind, type) and issubclass(kind, Value):
        for name, field in kind.model_fields.items():
            for rest in plain_fields(field.annotation):
                yield f".{field.alias or name}{rest}"
        return
    step = {tuple: "[]", Mapping: ".*"}.get(get_origin(kind), "")
    inner = [path for each in get_args(kind) for path in plain_fields(each) if path]
    yield from (f"{step}{path}" for path in inner) if inner else ("",)


def test_every_field_of_a_framework_can_be_edited(hr: Visitor) -> None:
    draft = begin(hr, text(three()))
    names = {name for page in (*PARTS, READ) for name in draft.whole(page)}
    names.add("competencies[].items[].reversed")  # a tick is sent where it is set only
    shown = {
        re.sub(r"\[\d+\]", "[]", re.sub(r"(answers|levels)\.\w+", r"\1.*", name))
        for name in names
    }
    hidden = {path.removeprefix(".") for path in plain_fields(Framework)} - shown
    kept_for_ever = {"id", "areas[].id", "competencies[].id", "profiles[].id"}
    kept_for_ever |= {"competencies[].items[].id"}
    cell = "profiles[].targets.*."
    in_the_grid = {cell + name for name in ("level", "required", "source", "status")}
    assert hidden == kept_for_ever | in_the_grid | {"version"}


def test_a_button_also_saves_what_was_typed(draft: Drafting) -> None:
    fields = draft.whole(READ) | {"competencies[0].name.en": "Typed"}
    draft.post(READ, fields | {"do": f"down:{FIRST}"})
    content = draft.draft.content
    assert at(content, ("competencies", 0, "name", "en")) == "Typed"
    assert at(content, ("competencies", 0, "items", 1, "id")) == "data.read.1"


def test_an_area_a_competency_and_its_items_are_written_anew(draft: Drafting) -> None:
    fields = draft.whole("/areas")
    draft.post("/areas", fields | {"do": "add:areas", "new:areas": "work"})
    fields = draft.whole("/areas")
    named = {"areas[2].name.th": "งาน", "areas[2].name.en": "Work"}
    more = {"do": "add:competencies", "new:competencies": "work.new"}
    draft.post("/areas", fields | named | more)
    part = "/competencies/work.new"
    for _each in range(3):
        draft.post(part, draft.whole(part) | {"do": "add:competencies[3].items"})
    fields = draft.whole(part)
    texts = {name: "x" for name in fields if ".items[" in name and ".text." in name}
    levels = {f"competencies[3].items[{n}].level": str(n + 1) for n in range(3)}
    first = {
        "competencies[3].name.th": "ใหม่",
        "competencies[3].name.en": "New",
        "competencies[3].area": "work",
    }
    draft.post(part, fields | texts | levels | first)
    assert draft.draft.problems == ()
    whole = draft.draft.whole
    assert whole is not None
    assert whole.competencies[3].area == "work"
    assert [i.id for i in whole.competencies[3].items] == [
        f"work.new.{n}" for n in (1, 2, 3)
    ]
    assert 'name="version" value="2.0.0"' in draft.page()


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("", "A value is missing."),
        ("data", "“data” stands there twice."),
        ("a b", "“a b” cannot be an id"),
    ],
)
def test_an_id_that_cannot_be_is_told_and_nothing_typed_is_lost(
    draft: Drafting, id_: str, words: str
) -> None:
    fields = draft.whole("/areas") | {"areas[0].name.en": "Typed"}
    answer = draft.post("/areas", fields | {"do": "add:areas", "new:areas": id_})
    assert words in answer.text
    assert 'value="Typed"' in answer.text
    assert draft.draft.content == parsed(draft)


def test_an_answer_scale_is_added_and_used(draft: Drafting) -> None:
    new = {"do": "add:answers", "new:answers": "agree"}
    draft.post("/answers", draft.whole("/answers") | new)
    names = {
        f"answers.agree[{n}].name.{to}": "x" for n in (0, 1) for to in ("th", "en")
    }
    more = {"do": "add:answers.agree"}
    draft.post("/answers", draft.whole("/answers") | names | more)
    last = {f"answers.agree[2].name.{to}": "y" for to in ("th", "en")}
    draft.post("/answers", draft.whole("/answers") | last)
    assert draft.draft.problems == ()
    draft.post(READ, draft.whole(READ) | {f"{FIRST}.answers": "agree"})
    draft.post("/answers", draft.whole("/answers") | {"do": "remove:answers.agree"})
    after = draft.draft
    assert [problem.rule for problem in after.problems] == ["answers-unknown"]
    assert '<option value="agree" selected>agree</option>' in draft.page(READ)


def test_a_profile_says_whom_it_is_for(draft: Drafting) -> None:
    where = "role-2567 = EXE\nposition-level = M1"
    draft.post("/profiles", draft.whole("/profiles") | {"profiles[0].for": where})
    whole = draft.draft.whole
    assert whole is not None
    assert whole.profiles[0].for_ == {"role-2567": "EXE", "position-level": "M1"}
    draft.post("/profiles", draft.whole("/profiles") | {"profiles[0].for": "everybody"})
    assert ">everybody</textarea>" in draft.page("/profiles")
    assert [p.place.column for p in draft.draft.problems] == ["profiles[0].for"]


def test_a_stale_page_is_refused_and_shows_what_was_typed(draft: Drafting) -> None:
    old = draft.whole("/about")
    draft.post("/about", old | {"name.en": "First"})
    answer = draft.post("/about", old | {"name.en": "Second", "counter": "1"})
    assert answer.status_code == 409
    assert "changed, published or given up in another place" in answer.text
    assert 'value="Second"' in answer.text
    again = form(answer.text)
    assert draft.post("/about", again).status_code == 409
    assert at(draft.draft.content, ("name", "en")) == "First"


def test_a_button_for_what_is_not_there_only_saves(draft: Drafting) -> None:
    for do in ("remove:competencies[0]", "add:source", "up:areas[9]", "x", "remove:"):
        assert (
            draft.post("/about", draft.whole("/about") | {"do": do}).status_code == 302
        )
    assert draft.draft.content == parsed(draft)


def test_publishing_makes_a_version_with_the_proposed_number(draft: Drafting) -> None:
    draft.post("/about", draft.whole("/about") | {"name.en": "Ours"})
    answer = draft.post("/publish", form(publishing(draft)))
    version = frameworks.named("three", "1.0.1")
    assert version is not None
    assert answer.location == f"/hr/frameworks/{version.public_id}"
    assert version.content.name.en == "Ours"
    assert draft.visitor.get(draft.address).status_code == 404
    assert draft.address not in draft.visitor.get("/hr/frameworks").text


def publishing(draft: Drafting) -> str:
    """The page from the form that publishes on."""
    text = draft.page()
    return "<h1>" + text[text.rindex("<form", 0, text.index("/publish")) :]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1.0.0", "says less than has changed"),
        ("one", "has three parts"),
        ("1.0.7", "kept already, with another content"),
    ],
)
def test_a_number_that_cannot_be_is_told_on_the_draft(
    draft: Drafting, number: str, words: str
) -> None:
    other = THREE.replace('"1.0.0"', '"1.0.7"').replace("licence: MIT", "licence: X")
    draft.visitor.as_(factories.account(roles={"hr": None}))
    begin(draft.visitor, other)
    draft.post("/about", draft.whole("/about") | {"name.en": "Ours"})
    answer = draft.send("/publish", version=number)
    assert answer.status_code in {400, 409}
    assert words in answer.text
    assert f'name="version" value="{number}"' in answer.text
    assert drafts.draft(draft.draft.public_id) is not None


def test_an_unchanged_draft_is_refused_in_words(draft: Drafting) -> None:
    answer = draft.send("/publish", version="1.0.1")
    assert answer.status_code == 409
    assert "there is nothing to publish" in answer.text
    assert len(frameworks.versions()) == 1


def test_a_draft_with_problems_is_refused_in_words(draft: Drafting) -> None:
    draft.post("/about", draft.whole("/about") | {"name.en": ""})
    answer = draft.send("/publish", version="9.0.0")
    assert answer.status_code == 409
    assert "still has problems" in answer.text


def test_a_draft_is_given_up(draft: Drafting) -> None:
    answer = draft.send("/discard")
    assert answer.location == "/hr/frameworks"
    assert drafts.unpublished() == ()
    assert len(frameworks.versions()) == 1


def test_a_stale_page_publishes_and_gives_up_nothing(draft: Drafting) -> None:
    draft.post("/about", draft.whole("/about") | {"name.en": "Ours"})
    for action in ("/publish", "/discard"):
        answer = draft.send(action, version="1.0.1", counter="1")
        assert answer.status_code == 409
    assert len(frameworks.versions()) == 1
    assert len(drafts.unpublished()) == 1


def test_texts_of_a_draft_are_never_markup(draft: Drafting) -> None:
    evil = "<script>alert(1)</script>"
    draft.post("/about", draft.whole("/about") | {"name.en": evil})
    for part in ("", *PARTS, READ, "/targets"):
        assert "<script>alert" not in draft.page(part)


def test_no_address_changes_or_removes_a_version(app: Flask) -> None:
    actions = {
        rule.endpoint: sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"})
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/hr/frameworks/<public_id>")
    }
    assert {name for name, methods in actions.items() if methods} == {"hr.draft_start"}


def test_only_hr_may_see_and_change_a_draft(draft: Drafting) -> None:
    draft.visitor.as_(factories.account(roles={"manager": None, "admin": None}))
    before = draft.draft
    for part in ("", *PARTS, READ, "/targets"):
        assert draft.visitor.get(draft.address + part).status_code == 403
    for part in (*PARTS, READ, "/publish", "/discard", "/targets"):
        assert draft.send(part).status_code == 403
    assert draft.draft == before
