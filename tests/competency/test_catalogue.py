"""The shipped frameworks say what their sources say, and no more."""

import pytest

from competency.frameworks import Framework, digest, dump, parse, read, shipped

DIGITAL, GENERAL = "ocsc-digital-2567", "ocsc-general-2552"
FEWEST_ITEMS = 6


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


def test_the_digital_framework_scores_its_seven_areas() -> None:
    found = framework(DIGITAL)
    areas = ("DLit", "DGov", "DLead", "DTech", "DServ", "DData", "DCyber")
    assert found.competency_ids == areas
    assert tuple(c.area for c in found.competencies) == areas
    core = [area.id for area in found.areas if area.group == "core"]
    assert core == ["DLit", "DGov", "DLead"]


def test_every_digital_competency_has_items_and_wording_at_every_level() -> None:
    for competency in framework(DIGITAL).competencies:
        assert len(competency.items) >= FEWEST_ITEMS
        assert {item.level for item in competency.items} == {1, 2, 3, 4, 5}
        assert set(competency.levels) == {1, 2, 3, 4, 5}


def test_no_item_stands_twice() -> None:
    items = framework(DIGITAL).items
    assert len({item.text.th for item in items}) == len(items)
    assert len({item.text.en for item in items}) == len(items)


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
