"""The two shipped versions of DigComp: facts of the European Union, items of ours."""

import pytest

from competency.frameworks import Framework, parse, shipped

DIGCOMP = ("digcomp-2.2", "digcomp-3.0")


def framework(name: str) -> Framework:
    """A shipped framework by its id."""
    return parse(shipped()[name])


@pytest.mark.parametrize("name", DIGCOMP)
def test_digcomp_has_21_competences_in_five_areas_and_no_profile(name: str) -> None:
    found = framework(name)
    sizes = {"1": 3, "2": 6, "3": 4, "4": 4, "5": 4}
    assert [area.id for area in found.areas] == list(sizes)
    assert [(c.area, c.id) for c in found.competencies] == [
        (area, f"{area}.{n}")
        for area, size in sizes.items()
        for n in range(1, size + 1)
    ]
    assert found.profiles == ()


@pytest.mark.parametrize("name", DIGCOMP)
def test_digcomp_has_an_item_at_each_of_its_eight_levels(name: str) -> None:
    found = framework(name)
    for competence in found.competencies:
        assert [item.level for item in competence.items] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("name", "four"),
    [
        (
            "digcomp-2.2",
            ("Foundation", "Intermediate", "Advanced", "Highly specialised"),
        ),
        ("digcomp-3.0", ("Basic", "Intermediate", "Advanced", "Highly advanced")),
    ],
)
def test_digcomp_levels_have_their_own_names(name: str, four: tuple[str, ...]) -> None:
    nought, *levels = framework(name).scale
    assert (nought.level, nought.name.en) == (0, "Not shown")
    assert [level.name.en for level in levels] == [n for n in four for _ in range(2)]


@pytest.mark.parametrize("name", DIGCOMP)
def test_digcomp_is_attributed_and_its_thai_is_ours(name: str) -> None:
    found = framework(name)
    assert "European Union, CC BY 4.0" in found.source.title
    sources = [area.source for area in found.areas]
    sources += [competence.source for competence in found.competencies]
    assert all("Thai name: our own translation" in source for source in sources)
    assert {area.status for area in found.areas} == {"ours"}
    assert {competence.status for competence in found.competencies} == {"ours"}


def test_the_two_digcomps_differ_where_their_names_do() -> None:
    older, newer = (framework(name) for name in DIGCOMP)
    names = {c.id: c.name.en for c in older.competencies}
    assert (names["2.5"], names["3.4"]) == ("Netiquette", "Programming")
    pairs = zip(older.items, newer.items, strict=True)
    assert sum(old.text != new.text for old, new in pairs) == 12
