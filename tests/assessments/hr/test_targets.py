"""Targets set in the browser: typed, pasted, sent as a file, suggested, accepted."""

import re
from io import BytesIO

import pytest
from flask import Flask

from assessments.workbooks import targets as workbook
from competency.frameworks import parse, shipped
from competency.frameworks.editing import opened
from competency.frameworks.targets import cell, suggested
from competency.gaps import target_level
from tests import factories
from tests.assessments.hr.drafting import Drafting, begin
from tests.visitor import Visitor

GRID = "/targets"
READ = ("caseworker", "data.read")
OCSC = shipped()["ocsc-digital-2567"]


@pytest.fixture
def hr(app: Flask, visitor: Visitor) -> Visitor:
    """An HR officer who reads English."""
    return visitor.as_(factories.account(roles={"hr": None})).in_("en")


@pytest.fixture
def draft(hr: Visitor) -> Drafting:
    """A draft of the framework of three competencies."""
    return begin(hr)


@pytest.fixture
def offered(hr: Visitor) -> Drafting:
    """A draft of the framework of 2567, with the suggestions loaded."""
    draft = begin(hr, OCSC)
    assert draft.send("/targets/suggestions").status_code == 302
    return draft


def test_the_grid_holds_every_cell_as_it_stands(draft: Drafting) -> None:
    fields = draft.whole(GRID)
    cells = {name: value for name, value in fields.items() if "/" in name}
    assert cells == {
        "caseworker/data.read": "2",
        "caseworker/data.keep": "1",
        "caseworker/safe.share": "-",
        "head/data.read": "3",
        "head/data.keep": "2",
        "head/safe.share": "2",
    }


def test_the_page_says_which_profile_counts(draft: Drafting) -> None:
    assert "the one that names most axes counts" in draft.page(GRID)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_saving_the_grid_as_it_is_changes_nothing(hr: Visitor, name: str) -> None:
    draft = begin(hr, shipped()[name])
    before = draft.draft
    fields = draft.whole(GRID) if 'id="grid"' in draft.page(GRID) else {}
    answer = hr.client.post(
        draft.address + GRID,
        data=fields | {"csrf_token": hr.token, "counter": before.counter},
    )
    assert answer.status_code == 302
    assert draft.draft == before


def test_changed_cells_get_the_status_and_source_of_the_save(draft: Drafting) -> None:
    changes = {
        "caseworker/data.read": "๑",
        "head/data.keep": "-",
        "head/safe.share": "",
        "source": "order 12/2569",
    }
    answer = draft.post(GRID, draft.whole(GRID) | changes)
    assert answer.location == f"{draft.address}{GRID}"
    whole = draft.draft.whole
    assert whole is not None
    first, second = (profile.targets for profile in whole.profiles)
    read = first["data.read"]
    assert (read.level, read.status, read.source) == (1, "agency", "order 12/2569")
    assert second["data.keep"].required is False
    assert first["data.keep"].source == "invented for tests"
    assert target_level(second.get("safe.share")) != target_level(second["data.keep"])


def test_a_wrong_cell_changes_nothing_and_loses_nothing(draft: Drafting) -> None:
    changes = {"caseworker/data.read": "9", "head/data.keep": "1", "source": "an order"}
    before = draft.draft
    answer = draft.post(GRID, draft.whole(GRID) | changes)
    assert answer.status_code == 400
    assert draft.draft == before
    assert "“9” is no target. Write a level (0–3)" in answer.text
    assert re.search(r'is-invalid" name="caseworker/data.read" value="9"', answer.text)
    assert 'name="head/data.keep" value="1"' in answer.text
    assert 'value="an order"' in answer.text


def test_a_stale_grid_is_refused(draft: Drafting) -> None:
    fields = draft.whole(GRID) | {"caseworker/data.read": "1"}
    draft.post(GRID, fields)
    answer = draft.post(GRID, fields | {"caseworker/data.read": "3", "counter": "1"})
    assert answer.status_code == 409
    assert 'name="caseworker/data.read" value="3"' in answer.text
    assert cell(draft.draft.content, READ)["level"] == 1


def test_one_cell_has_its_own_status_and_source(draft: Drafting) -> None:
    part = "/targets/caseworker/data.read"
    assert f'href="{draft.address}{part}"' in draft.page(GRID)
    assert draft.whole(part)["level"] == "2"
    given = {"level": "3", "status": "official", "source": "a circular"}
    draft.post(part, draft.whole(part) | given)
    assert cell(draft.draft.content, READ) == {
        "level": 3,
        "source": "a circular",
        "status": "official",
    }


def test_a_wrong_level_of_one_cell_is_told(draft: Drafting) -> None:
    part = "/targets/caseworker/data.read"
    answer = draft.post(part, {"level": "12", "status": "ours", "source": "kept"})
    assert answer.status_code == 400
    assert "“12” is no target" in answer.text
    assert 'value="kept"' in answer.text
    assert cell(draft.draft.content, READ)["level"] == 2


@pytest.mark.parametrize("part", ["/targets/x/data.read", "/targets/caseworker/x"])
def test_a_cell_that_is_not_there_is_not_found(draft: Drafting, part: str) -> None:
    assert draft.visitor.get(draft.address + part).status_code == 404
    assert draft.post(part, {"level": "1"}).status_code == 404


def pasted(draft: Drafting, block: str) -> int:
    """The status after pasting a block onto the first cell."""
    place = {"row": "caseworker", "column": "data.read", "source": "from Excel"}
    return draft.post("/targets/paste", place | {"block": block}).status_code


def test_a_pasted_block_is_kept(draft: Drafting) -> None:
    assert pasted(draft, "1\tไม่กำหนด\r\n\tnot required\r\n") == 302
    content = draft.draft.content
    assert cell(content, READ) == {
        "level": 1,
        "source": "from Excel",
        "status": "agency",
    }
    assert cell(content, ("caseworker", "data.keep"))["required"] is False
    assert "level" not in cell(content, ("head", "data.read"))


def test_a_faulty_block_names_all_faults_and_changes_nothing(draft: Drafting) -> None:
    before = draft.draft
    place = {"row": "caseworker", "column": "data.read"}
    answer = draft.post("/targets/paste", place | {"block": "1\tx\n9\t2"})
    assert answer.status_code == 400
    rows = re.findall(r"<tr><td></td><td>(\d+)</td><td>(\d+)</td><td>(\w)", answer.text)
    assert rows == [("1", "2", "x"), ("2", "1", "9")]
    assert ">1\tx\n9\t2</textarea>" in answer.text
    assert draft.draft == before


@pytest.mark.parametrize("block", ["", "1\t2\t3\t1", "1\n2\n3"])
def test_a_block_that_does_not_fit_is_refused(draft: Drafting, block: str) -> None:
    before = draft.draft
    assert pasted(draft, block) == 400
    assert draft.draft == before


def test_the_workbook_goes_out_and_in_again(draft: Drafting) -> None:
    before = draft.draft
    file = draft.visitor.get(f"{draft.address}/targets/workbook")
    assert "targets-three.xlsx" in file.headers["Content-Disposition"]
    answer = draft.send("/targets/workbook", file=(BytesIO(file.data), "t.xlsx"))
    assert answer.status_code == 302
    assert draft.draft == before


def test_a_workbook_with_faults_is_told_and_changes_nothing(draft: Drafting) -> None:
    before = draft.draft
    other = BytesIO(workbook.write(opened(OCSC)))
    for sent in (other, BytesIO(b"x")):
        answer = draft.send("/targets/workbook", file=(sent, "t.xlsx"))
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert "Choose a file." in draft.send("/targets/workbook").text
    assert draft.draft == before


def test_suggestions_are_distinct_and_set_nothing(offered: Drafting) -> None:
    assert len(suggested(offered.draft.content)) == 42
    text = offered.page(GRID)
    assert text.count('<td class="suggested">') == 42
    whole = offered.draft.whole
    assert whole is not None
    levels = [target_level(t) for p in whole.profiles for t in p.targets.values()]
    assert [level for level in levels if level == level] == []  # noqa: PLR0124 -- NaN alone differs
    assert "suggestions that wait to be accepted: 42" in offered.page()


def test_saving_beside_suggestions_accepts_none(offered: Drafting) -> None:
    before = offered.draft
    assert offered.post(GRID, offered.whole(GRID)).status_code == 302
    assert offered.draft == before


def test_ticks_are_not_lost_where_a_cell_is_wrong(offered: Drafting) -> None:
    fields = {"accept": "NONIT-OPR/DLit", "IT-OPR/DGov": "9"}
    answer = offered.post(GRID, offered.whole(GRID) | fields)
    assert answer.status_code == 400
    assert 'value="NONIT-OPR/DLit" checked' in answer.text
    assert answer.text.count(" checked>") == 1
    assert len(suggested(offered.draft.content)) == 42


def test_one_suggestion_is_accepted(offered: Drafting) -> None:
    offered.post(GRID, offered.whole(GRID) | {"accept": "NONIT-OPR/DLit"})
    found = cell(offered.draft.content, ("NONIT-OPR", "DLit"))
    assert (found["level"], found["status"]) == (2, "agency")
    assert re.search(r"accepted by HR on \d+ \w+ \d{4}$", found["source"])
    assert "รับรองโดยงานการเจ้าหน้าที่เมื่อ" in found["source"]
    assert len(suggested(offered.draft.content)) == 41


def test_all_suggestions_are_accepted_but_what_was_typed_stays(
    offered: Drafting,
) -> None:
    typed = {"NONIT-OPR/DLit": "5", "source": "an order", "do": "accept-all"}
    offered.post(GRID, offered.whole(GRID) | typed)
    assert suggested(offered.draft.content) == ()
    found = cell(offered.draft.content, ("NONIT-OPR", "DLit"))
    assert (found["level"], found["source"]) == (5, "an order")
    whole = offered.draft.whole
    assert whole is not None
    assert {t.status for p in whole.profiles for t in p.targets.values()} == {"agency"}


def test_accepted_targets_are_a_minor_step(offered: Drafting) -> None:
    offered.post(GRID, offered.whole(GRID) | {"do": "accept-all"})
    assert 'name="version" value="1.2.0"' in offered.page()
    offered.send("/publish", version="1.2.0")
    text = offered.visitor.get("/hr/frameworks").text
    assert "ocsc-digital-2567 · 1.2.0" in text
    assert parse(OCSC).version == "1.1.0"


def test_a_framework_without_suggestions_offers_none(draft: Drafting) -> None:
    assert "Load suggestions" not in draft.page(GRID)
    assert draft.send("/targets/suggestions").status_code == 404


def test_without_profiles_the_page_says_what_is_missing(hr: Visitor) -> None:
    text = factories.THREE
    draft = begin(hr, text[: text.index("profiles:")])
    assert "Targets need a profile and a competency." in draft.page(GRID)
    assert draft.post("/targets/paste", {"block": "1"}).status_code == 400
