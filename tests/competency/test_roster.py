"""Laws of the whole roster, from rows to changes."""

from hypothesis import given
from hypothesis import strategies as st

from competency.problems import Problems
from competency.roster import RosterPerson, changes, people, roster_table

HEADERS = ("Staff number", "Given name", "Unit code", "Supervisor number")


@st.composite
def chains_of_command(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows in which everybody answers to somebody before them, or to nobody."""
    size = draw(st.integers(2, 12))
    above = [draw(st.integers(-1, number - 1)) for number in range(size)]
    rows = [
        (f"{at:04d}", "ก", "00", f"{boss:04d}" if boss >= 0 else "")
        for at, boss in enumerate(above)
    ]
    return draw(st.permutations(rows))


def read(
    rows: list[tuple[str, ...]],
) -> tuple[tuple[RosterPerson, ...], Problems]:
    table, _ = roster_table(None, [(1, HEADERS), *enumerate(rows, 2)])
    assert table is not None
    return people(table, {"00"})


@given(chains_of_command())
def test_any_order_of_a_sound_roster_is_sound(rows: list[tuple[str, ...]]) -> None:
    found, problems = read(rows)

    assert problems == ()
    assert [person.number for person in found] == [row[0] for row in rows]


@given(chains_of_command())
def test_the_same_people_in_another_order_change_nothing(
    rows: list[tuple[str, ...]],
) -> None:
    assert changes(read(rows)[0], read(rows[::-1])[0]).nothing


@given(chains_of_command())
def test_closing_a_chain_makes_one_loop_through_all_of_it(
    rows: list[tuple[str, ...]],
) -> None:
    above = {row[0]: row[3] for row in rows}
    chain = [max(above)]
    while above[chain[-1]]:
        chain.append(above[chain[-1]])
    closed = [(*row[:3], chain[0]) if row[0] == chain[-1] else row for row in rows]
    found, problems = read(closed)

    assert found == ()
    rule = "supervisor-self" if len(chain) == 1 else "supervisor-loop"
    assert [problem.rule for problem in problems] == [rule]
    assert set(problems[0].value.split(" → ")) == set(chain)
