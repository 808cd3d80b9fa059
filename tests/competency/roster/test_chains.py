from hypothesis import given
from hypothesis import strategies as st

from competency.roster.chains import loops


def test_a_tree_has_no_loop() -> None:
    assert loops({"b": "a", "c": "a", "d": "b"}) == ()


def test_each_loop_is_found_once_and_its_tail_is_no_member() -> None:
    above = {"tail": "b", "a": "b", "b": "c", "c": "a", "x": "y", "y": "x", "z": "z"}

    assert loops(above) == (("b", "c", "a"), ("x", "y"), ("z",))


@given(st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 12).map(str)))
def test_members_of_loops_are_those_who_come_round(above: dict[str, str]) -> None:
    def comes_round(start: str) -> bool:
        at = above[start]
        for _ in above:
            if at == start:
                return True
            at = above.get(at, "")
        return at == start

    members = [code for loop in loops(above) for code in loop]

    assert sorted(members) == sorted(code for code in above if comes_round(code))
