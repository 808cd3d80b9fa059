from assessments.demo import courses, lists
from assessments.demo.framework import framework
from competency.frameworks import digest, dump, parse, shipped


def test_every_post_names_a_known_kind_of_staff() -> None:
    kinds = set(lists.staff_types())
    posts = [post for unit in lists.units() for post in unit.posts]
    posts += [unit.head for unit in lists.units() if unit.head]
    assert {post.staff for post in posts} <= kinds


def test_some_units_have_no_head() -> None:
    assert [unit.code for unit in lists.units() if unit.head is None] != []


def test_the_framework_is_the_shipped_one_with_own_targets() -> None:
    own, base = framework(), parse(shipped()["ocsc-digital-2567"])
    assert own.version == "1.1.0-demo"
    assert own.items == base.items
    assert digest(own) != digest(base)


def test_every_target_is_the_agencys_and_says_that_it_is_invented() -> None:
    targets = [t for p in framework().profiles for t in p.targets.values()]
    assert {target.status for target in targets} == {"agency"}
    assert all("invented" in target.source for target in targets)
    assert any(not target.required for target in targets)


def test_the_framework_is_marked_as_invented_in_its_source() -> None:
    note = framework().source.note
    assert note is not None
    assert "invented" in note.en
    assert "สมมติ" in note.th


def test_the_framework_can_be_written_and_read() -> None:
    assert digest(parse(dump(framework()))) == digest(framework())


def test_courses_lift_competencies_of_the_framework_within_its_scale() -> None:
    own = framework()
    found = courses.courses()
    assert 30 <= len(found) <= 60
    for course in found:
        for effect in course.effects:
            assert effect.framework == own.id
            assert effect.competency in own.competency_ids
            assert own.lowest <= effect.from_level < effect.to_level <= own.highest


def test_money_is_read_in_satang() -> None:
    course = next(c for c in courses.courses() if c.code == "C-DLit-02")
    assert (course.run_cost_satang, course.seat_cost_satang) == (900_000, 28_000)
