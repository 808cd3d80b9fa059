"""Who rates whom comes from the roster, evenly, and never oneself."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from competency.assigning import Asked, Colleague, asked
from competency.rounds import RoundSettings


def having(**settings: object) -> RoundSettings:
    """The settings of a round."""
    return RoundSettings.model_validate(settings)


ALL = having(raters=("supervisor", "peer", "subordinate"))


def team(size: int, head: int = 1) -> list[Colleague]:
    """A head without a supervisor, and so many who answer to them."""
    return [
        Colleague(head, None),
        *(Colleague(head + n, head) for n in range(1, size + 1)),
    ]


def of(found: tuple[Asked, ...], subject: int, kind: str) -> list[int]:
    """Who rates somebody as a kind."""
    return [
        each.rater for each in found if (each.subject, each.kind) == (subject, kind)
    ]


def test_a_round_without_raters_asks_nobody() -> None:
    assert asked(team(8), having(), 0) == ()


def test_the_supervisor_of_the_roster_rates() -> None:
    found = asked(team(2), having(raters=("supervisor",)), 0)
    assert found == (Asked(2, 1, "supervisor"), Asked(3, 1, "supervisor"))


def test_peers_answer_to_the_same_supervisor_and_each_rates_equally_often() -> None:
    found = asked(team(8), having(raters=("peer",)), 7)
    assert set(Counter(each.rater for each in found).values()) == {5}
    assert set(Counter(each.subject for each in found).values()) == {5}
    assert 1 not in {each.subject for each in found} | {each.rater for each in found}


def test_too_few_peers_are_not_asked_at_all() -> None:
    assert asked(team(3), having(raters=("peer",)), 0) == ()
    assert len(asked(team(4), having(raters=("peer",)), 0)) == 12


def test_subordinates_rate_their_supervisor_up_to_a_number() -> None:
    settings = having(raters=("subordinate",), most_subordinates=4)
    assert len(of(asked(team(9), settings, 0), 1, "subordinate")) == 4
    assert asked(team(2), settings, 0) == ()


def test_a_supervisor_who_left_is_not_asked() -> None:
    people = [Colleague(2, 1), Colleague(3, 1), Colleague(4, 1), Colleague(5, 1)]
    assert asked(people, ALL, 0) == ()


def test_somebody_outside_the_target_group_rates_and_is_not_rated() -> None:
    people = [Colleague(1, None, rated=False), Colleague(2, 1)]
    assert asked(people, ALL, 0) == (Asked(2, 1, "supervisor"),)


def test_another_seed_takes_other_peers_and_the_same_seed_the_same() -> None:
    settings = having(raters=("peer",), most_peers=3)
    assert asked(team(30), settings, 1) == asked(team(30), settings, 1)
    assert asked(team(30), settings, 1) != asked(team(30), settings, 2)


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=1, max_size=12),
    st.integers(0, 99),
)
def test_nobody_rates_themselves_or_anybody_twice(
    heads: list[int | None], seed: int
) -> None:
    people = [Colleague(at, head) for at, head in enumerate(heads, 1)]
    found = asked(people, ALL, seed)
    assert all(each.subject != each.rater for each in found)
    several = Counter((e.subject, e.rater) for e in found)
    assert set(several.values()) <= {1}
