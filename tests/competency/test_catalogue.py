"""The shipped frameworks say what their sources say, and no more."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from competency.frameworks import Framework, Text, digest, dump, parse, read, shipped
from competency.gaps import profile_of

DIGITAL, GENERAL = "ocsc-digital-2567", "ocsc-general-2552"
EARLIER = "ocsc-digital-2561"
NEEDED_BY = {
    "CEC-OQZN-027": {"EXEC", "ACAD", "SERV", "OTHER"},
    "CEC-CSYN-028": {"ACAD", "SERV", "OTHER"},
    "CEC-MTBN-029": {"EXEC", "MGMT", "ACAD", "SERV", "TECH", "OTHER"},
    "CEC-AMHU-031": {"ACAD", "SERV"},
    "CEC-HNPQ-032": {"ACAD", "SERV", "TECH", "OTHER"},
    "DG500": {"MGMT", "TECH"},
    "CEC-ACJV-037": {"MGMT", "ACAD", "SERV", "TECH", "OTHER"},
    "DT200": {"TECH"},
    "DT500": {"TECH"},
    "DS300": {"ACAD", "SERV", "TECH"},
    "DS500": {"TECH"},
    "DS700": {"ACAD", "SERV", "TECH"},
    "SPM500": {"TECH"},
    "CEC-IKFZ-012": {"MGMT", "TECH"},
    "DL100": {"EXEC", "MGMT"},
    "DL200": {"EXEC", "MGMT"},
    "CEC-BCTZ-001": {"EXEC", "MGMT"},
    "DTR200": {"EXEC", "MGMT", "ACAD", "SERV", "TECH"},
}
"""Personnel groups of each skill of 2561, as printed on the TPQI unit pages."""
FEWEST_ITEMS = 6
THAI, LATIN = re.compile("[ก-๙]"), re.compile("[A-Za-z]")
NAMES = re.compile(r"\bAPI\b|=SUM\(")
"""What has no Thai name, and what a program spells so."""


def framework(name: str) -> Framework:
    """A shipped framework by its id."""
    return parse(shipped()[name])


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_file_has_no_problem(name: str) -> None:
    found, problems = read(shipped()[name])
    assert problems == ()
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_file_keeps_its_digest_when_written_again(name: str) -> None:
    found = framework(name)
    assert digest(parse(dump(found))) == digest(found)


def texts(part: object) -> Iterator[Text]:
    """Every pair of Thai and English in a part of a framework."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        yield from texts([value for _name, value in part])
    elif isinstance(part, dict):
        yield from texts(list(part.values()))
    elif isinstance(part, (list, tuple)):
        for each in part:
            yield from texts(each)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_thai_is_thai_and_english_is_english(name: str) -> None:
    found = list(texts(framework(name)))
    assert len(found) > len(framework(name).items)
    assert [each.th for each in found if not THAI.search(each.th)] == []
    assert [each.en for each in found if not LATIN.search(each.en)] == []


@pytest.mark.parametrize("name", sorted(shipped()))
def test_items_do_not_mix_the_languages(name: str) -> None:
    items = [item.text for item in framework(name).items]
    mixed = [text.th for text in items if LATIN.search(text.th)]
    assert [text for text in mixed if not NAMES.search(text)] == []
    assert [text.en for text in items if THAI.search(text.en)] == []


@pytest.mark.parametrize("name", sorted(shipped()))
def test_no_item_stands_twice(name: str) -> None:
    items = framework(name).items
    assert len({item.text.th for item in items}) == len(items)
    assert len({item.text.en for item in items}) == len(items)


def test_the_digital_framework_scores_its_seven_areas() -> None:
    found = framework(DIGITAL)
    areas = ("DLit", "DGov", "DLead", "DTech", "DServ", "DData", "DCyber")
    assert found.competency_ids == areas
    assert tuple(c.area for c in found.competencies) == areas
    core = [area.id for area in found.areas if area.group == "core"]
    assert core == ["DLit", "DGov", "DLead"]


def test_every_digital_competency_has_items_and_wording_at_every_level() -> None:
    for competency in framework(DIGITAL).competencies:
        rated = [item for item in competency.items if not item.is_question]
        assert len(rated) >= FEWEST_ITEMS
        assert {item.level for item in rated} == {1, 2, 3, 4, 5}
        assert set(competency.levels) == {1, 2, 3, 4, 5}


def test_levels_of_the_digital_framework_are_marked_as_ours() -> None:
    assert {level.status for level in framework(DIGITAL).scale} == {"ours"}


def test_thai_area_names_without_a_source_are_marked_as_ours() -> None:
    found = framework(DIGITAL)
    ours = {area.id for area in found.areas if area.status == "ours"}
    assert ours == {"DGov", "DLead", "DServ", "DData"}


def test_the_digital_profiles_require_the_core_areas_and_know_no_level() -> None:
    found = framework(DIGITAL)
    assert {profile.id for profile in found.profiles} == {
        f"{work}-{role}" for work in ("IT", "NONIT") for role in ("OPR", "SUP", "EXE")
    }
    for profile in found.profiles:
        assert set(profile.targets) == {"DLit", "DGov", "DLead"}
        assert all(target.required for target in profile.targets.values())
        assert {target.level for target in profile.targets.values()} == {None}


def test_the_sixteen_known_units_carry_their_source() -> None:
    units = [u for c in framework(DIGITAL).competencies for u in c.units]
    assert len({unit.code for unit in units}) == len(units) == 16
    assert all("TPQI unit page" in unit.source for unit in units)


def test_the_general_framework_has_its_27_competencies() -> None:
    found = framework(GENERAL)
    by_area = {
        area.id: tuple(c.id for c in found.competencies if c.area == area.id)
        for area in found.areas
    }
    assert by_area == {
        "core": tuple(str(code) for code in range(101, 106)),
        "managerial": tuple(str(code) for code in range(201, 207)),
        "functional": tuple(str(code) for code in range(301, 317)),
    }


def test_every_general_competency_is_rated_once_on_worded_levels() -> None:
    found = framework(GENERAL)
    assert found.rule.name == "direct"
    for competency in found.competencies:
        assert len(competency.items) == 1
        assert set(competency.levels) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("position", "core", "functional", "managerial"),
    [
        ("O1", 1, 0, None),
        ("O4", 3, 3, None),
        ("K2", 2, 2, None),
        ("K5", 5, 5, None),
        ("D1", 3, 3, 1),
        ("D2", 4, 4, 2),
        ("M1", 4, 4, 3),
        ("M2", 5, 5, 4),
    ],
)
def test_required_levels_are_those_of_the_table(
    position: str, core: int, functional: int, managerial: int | None
) -> None:
    profiles = {profile.id: profile for profile in framework(GENERAL).profiles}
    targets = profiles[position].targets
    assert dict(profiles[position].for_) == {"position-level": position}
    assert (targets["101"].level, targets["101"].status) == (core, "official")
    assert (targets["301"].level, targets["301"].status) == (functional, "assumed")
    assert targets["201"].level == managerial
    assert targets["201"].required is (managerial is not None)


def test_what_the_table_does_not_say_has_no_cell() -> None:
    profiles = {profile.id: profile for profile in framework(GENERAL).profiles}
    employees = ("E1", "E2", "E3", "E4", "E5", "E7", "S1", "S2", "S3")
    assert not [p for p in employees if "201" in profiles[p].targets]
    assert [profiles[p].targets["101"].level for p in employees] == [
        *(1, 1, 2, 3, 4, 1, 3, 4, 5)
    ]


def test_bangkok_has_core_levels_of_its_own() -> None:
    profiles = {profile.id: profile for profile in framework(GENERAL).profiles}
    general = ("O1", "O2", "O3", "O4", "K1", "K2", "K3", "K4", "K5")
    found = [profiles[f"BMA-{p}"] for p in (*general, "D1", "D2", "M1", "M2")]
    assert [profile.targets["101"].level for profile in found] == [
        *(1, 1, 2, 3, 1, 2, 3, 3, 3),
        *(3, 3, 3, 3),
    ]
    core = {"101", "102", "103", "104", "105"}
    assert {frozenset(profile.targets) for profile in found} == {frozenset(core)}


def test_the_name_that_bangkok_gives_to_integrity_makes_its_level_a_suggestion() -> (
    None
):
    bangkok = [p for p in framework(GENERAL).profiles if p.id.startswith("BMA-")]
    statuses = {(id_, t.status) for p in bangkok for id_, t in p.targets.items()}
    assert statuses == {
        *((code, "official") for code in ("101", "102", "103", "105")),
        ("104", "assumed"),
    }


@pytest.mark.parametrize(
    ("placings", "profile"),
    [
        ({"position-level": "K5"}, "K5"),
        ({"position-level": "K5", "agency": "BMA"}, "BMA-K5"),
        ({"position-level": "K5", "agency": "another"}, "K5"),
    ],
)
def test_bangkok_profiles_are_for_bangkok_alone(
    placings: dict[str, str], profile: str
) -> None:
    assert profile_of(placings, framework(GENERAL)) == profile


def test_the_earlier_framework_has_eighteen_skills_in_seven_groups() -> None:
    found = framework(EARLIER)
    assert found.competency_ids == tuple(NEEDED_BY)
    assert {c.status for c in found.competencies} == {"official"}
    areas = [area.id for area in found.areas]
    assert areas == ["DLit", "DG", "DT", "DS", "SPM", "DL", "DTr"]
    assert list(dict.fromkeys(c.area for c in found.competencies)) == areas


def test_an_inferred_group_of_a_skill_says_so() -> None:
    skills = framework(EARLIER).competencies
    inferred = {c.id for c in skills if "is inferred" in c.source}
    assert inferred == {id_ for id_ in NEEDED_BY if id_.startswith("CEC-")}


def test_names_of_2561_without_a_source_are_suggestions() -> None:
    found = {area.id: area.status for area in framework(EARLIER).areas}
    assert {id_ for id_, status in found.items() if status == "official"} == {
        *("DLit", "DT")
    }
    assert {found[id_] for id_ in ("DG", "DS", "SPM", "DL", "DTr")} == {"assumed"}


def test_skills_of_2561_have_an_item_at_every_level_of_our_own_scale() -> None:
    found = framework(EARLIER)
    assert {level.status for level in found.scale} == {"ours"}
    for skill in found.competencies:
        assert [item.level for item in skill.items] == [1, 2, 3, 4, 5]


def test_no_item_of_2561_is_one_of_2567() -> None:
    earlier, later = framework(EARLIER).items, framework(DIGITAL).items
    assert not {i.text.th for i in earlier} & {i.text.th for i in later}
    assert not {i.text.en for i in earlier} & {i.text.en for i in later}


def test_who_needs_a_skill_of_2561_is_known_by_group_and_no_level_is() -> None:
    profiles = {profile.id: profile for profile in framework(EARLIER).profiles}
    for group in ("EXEC", "MGMT", "ACAD", "SERV", "TECH", "OTHER"):
        profile = profiles[group]
        assert dict(profile.for_) == {"group-2561": group}
        assert set(profile.targets) == {k for k, v in NEEDED_BY.items() if group in v}
        for target in profile.targets.values():
            assert (target.level, target.required, target.status) == (
                *(None, True),
                "official",
            )
            assert re.match(r"TPQI unit pages? \d{5}", target.source)


def test_stages_of_2561_repeat_the_group_as_a_suggestion() -> None:
    profiles = {profile.id: profile for profile in framework(EARLIER).profiles}
    staged = [p for p in profiles.values() if "stage-2561" in p.for_]
    assert len(staged) == len(profiles) - 6 == 18
    for profile in staged:
        group, stage = profile.for_["group-2561"], profile.for_["stage-2561"]
        assert profile.id == f"{group}-{stage}"
        assert stage in {"EARLY", "DEVELOPING", "MATURE"}
        assert set(profile.targets) == set(profiles[group].targets)
        assert {target.level for target in profile.targets.values()} == {None}
        assert {target.status for target in profile.targets.values()} == {"assumed"}
