import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.utils.estimator_checks import check_estimator

from competency.clustering import Standing, patterns
from competency.clustering.estimator import NeedClusters
from competency.clustering.kmeans import fit
from competency.clustering.needs import cluster
from competency.clustering.onecloud import cloud, one_peak
from competency.clustering.record import recall, record
from competency.clustering.silhouette import means, silhouettes
from competency.clustering.spread import spread
from competency.clustering.stability import mean_similarity, similarities
from competency.clustering.tally import _keys

DATA = Path(__file__).parents[3] / "shared" / "data" / "cluster_benchmarks"
Floats = NDArray[np.float64]

needs_data = pytest.mark.skipif(
    not DATA.exists(), reason="../shared/data/cluster_benchmarks is absent"
)


def frame(rows: object, columns: str = "abcdefg") -> pd.DataFrame:
    values = np.asarray(rows, dtype=np.float32)
    people = pd.Index(np.arange(100, 100 + len(values)), name="person")
    return pd.DataFrame(values, index=people, columns=list(columns)[: values.shape[1]])


def planted(n: int = 300, seed: int = 0) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Three groups with their own needs, and a step of noise."""
    rng = np.random.default_rng(seed)
    centres = np.array([[3, 0, 0, 1], [0, 3, 3, 0], [0, 0, 1, 4]])
    groups = rng.integers(0, 3, n)
    rows = np.clip(centres[groups] + rng.integers(-1, 2, (n, 4)), 0, 5)
    return frame(rows), groups


def read(name: str, columns: list[str]) -> Floats:
    with (DATA / name).open() as file:
        rows = list(csv.DictReader(file))
    return np.array([[float(row[column]) for column in columns] for row in rows])


# patterns


def test_equal_rows_are_one_pattern_with_its_number_of_people() -> None:
    found = patterns(frame([[1, 0], [0, 2], [1, 0]]))
    assert found.rows.tolist() == [[0, 2], [1, 0]]
    assert found.weights.tolist() == [1, 2]
    assert found.of_person.tolist() == [1, 0, 1]
    assert found.competency_ids == ("a", "b")


@pytest.mark.parametrize(
    ("level", "steps"), [(2.5, 0), (2.49, 1), (1.5, 1), (1.4, 2), (3.0, 0), (0.0, 3)]
)
def test_a_level_rounds_halves_up_before_it_falls_short_of_three(
    level: float, steps: int
) -> None:
    assert patterns(frame([[3 - level]])).rows.tolist() == [[steps]]


def test_a_person_with_any_unknown_shortfall_has_no_pattern_and_is_counted() -> None:
    found = patterns(frame([[1, np.nan], [0, 0]]))
    assert found.of_person.tolist() == [-1, 0]
    assert found.unknown == 1
    assert found.weights.sum() == 1


def test_shortfalls_are_capped() -> None:
    assert patterns(frame([[9, 2]]), cap=3).rows.tolist() == [[3, 2]]


def test_who_falls_short_nowhere_is_not_in_need() -> None:
    assert patterns(frame([[0.4, 0], [0, 1]])).in_need.tolist() == [False, True]


def test_nobody_has_no_patterns() -> None:
    found = patterns(frame(np.zeros((0, 3))))
    assert found.rows.shape == (0, 3)
    assert found.of_person.shape == (0,)


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1))
def test_patterns_put_back_on_people_are_the_rows(rows: list[list[int]]) -> None:
    found = patterns(frame(rows))
    assert found.rows[found.of_person].tolist() == rows
    assert np.unique(found.rows, axis=0).tolist() == found.rows.tolist()


def test_keys_of_more_digits_than_63_bits_hold_are_still_exact() -> None:
    rows = np.random.default_rng(1).integers(0, 6, (500, 60), dtype=np.uint8)
    rows[250:] = rows[:250]
    rows[400, 59] ^= 1
    same = np.unique(rows, axis=0, return_inverse=True)[1]
    ranks = np.unique(_keys(rows, 6), return_inverse=True)[1]
    assert ranks.tolist() == same.tolist()


# silhouette


@pytest.mark.parametrize("k", [2, 3, 5])
def test_weighted_silhouettes_equal_those_of_repeated_rows(k: int) -> None:
    rng = np.random.default_rng(k)
    rows = np.unique(rng.integers(0, 4, (60, 5)), axis=0).astype(float)
    counts = rng.integers(1, 9, len(rows))
    labels = fit(rows, counts.astype(float), k, seed=0, starts=3).labels
    ours = means(rows, counts.astype(float), (labels,), rng)[0]
    theirs = silhouette_score(np.repeat(rows, counts, axis=0), labels.repeat(counts))
    assert ours == pytest.approx(theirs, abs=1e-4)


def test_a_row_alone_in_its_cluster_has_silhouette_0() -> None:
    rows = np.array([[0.0], [1.0], [9.0]])
    found = silhouettes(rows, np.ones(3), np.array([0, 0, 1]))
    assert found == pytest.approx([1 - 1 / 9, 1 - 1 / 8, 0])


def test_silhouettes_of_several_labellings_come_from_one_pass_in_any_blocks() -> None:
    rng = np.random.default_rng(0)
    rows, weights = rng.random((2500, 2)), np.ones(2500)
    labels = fit(rows, weights, 3, seed=0, starts=1).labels
    whole = silhouettes(rows, weights, labels)
    some = silhouettes(rows, weights, labels, np.array([7, 2400]))
    assert some == pytest.approx(whole[[7, 2400]])


# stability


@needs_data
def test_ruspini_has_four_groups_that_always_come_back() -> None:
    rows = read("ruspini.csv", ["x", "y"])
    found = NeedClusters(resamples=50).fit(rows)
    assert found.sizes_.tolist() == [23, 20, 17, 15]
    assert found.stability_ == pytest.approx([1, 1, 1, 1])
    assert found.returned_.tolist() == [1, 1, 1, 1]
    assert found.silhouette_ == pytest.approx(0.7377, abs=5e-5)


@needs_data
@pytest.mark.parametrize(
    ("k", "expected"),
    [(2, 0.5827), (3, 0.6327), (4, 0.7377), (5, 0.7019), (6, 0.5940)],
)
def test_silhouettes_on_ruspini_are_those_of_r(k: int, expected: float) -> None:
    rows, ones = read("ruspini.csv", ["x", "y"]), np.ones(75)
    labels = fit(rows, ones, k, seed=0, starts=50).labels
    assert silhouettes(rows, ones, labels).mean() == pytest.approx(expected, abs=5e-5)


@needs_data
@pytest.mark.parametrize(
    ("k", "expected", "within"),
    [(3, [0.70, 0.78, 0.78], 0.07), (4, [1, 1, 1, 1], 1e-9)],
)
def test_stability_on_ruspini_is_that_of_clusterboot(
    k: int, expected: list[float], within: float
) -> None:
    rows = read("ruspini.csv", ["x", "y"])
    cut = fit(rows, np.ones(75), k, seed=0, starts=10)
    draws = similarities(rows, np.ones(75), cut.labels, np.arange(100))
    assert sorted(mean_similarity(draws)) == pytest.approx(expected, abs=within)


@needs_data
def test_of_five_groups_on_ruspini_only_one_is_unstable() -> None:
    rows = read("ruspini.csv", ["x", "y"])
    found = NeedClusters(5, min_size=2).fit(rows)
    assert found.n_clusters_ == 4
    assert 0 < (found.labels_ == -1).sum() < 15


@needs_data
def test_iris_is_cut_as_published() -> None:
    columns = ["Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width"]
    rows = read("iris.csv", columns)
    species = np.repeat([0, 1, 2], 50)
    three = NeedClusters(3).fit(rows)
    assert adjusted_rand_score(species, three.labels_) == pytest.approx(0.7302, 5e-4)
    assert three.silhouette_ == pytest.approx(0.5528, abs=5e-5)
    assert fit(rows, np.ones(150), 3, seed=0, starts=10).inertia == pytest.approx(
        78.851, abs=5e-4
    )
    free = NeedClusters().fit(rows)
    assert free.n_clusters_ == 2
    assert free.silhouette_ == pytest.approx(0.6810, abs=5e-5)


def test_a_cluster_that_was_never_drawn_has_no_stability() -> None:
    draws = np.array([[1, np.nan], [0.5, np.nan]])
    assert mean_similarity(draws).tolist() == [0.75, 0]


# one cloud


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]),
        ([0.7, 0.2, 0.1], [0.7, 0.2, 0.1]),
        ([0.7, 0.0, 0.0, 0.3], [0.7, 0.1, 0.1, 0.1]),
    ],
)
def test_shares_are_smoothed_to_one_peak(
    shares: list[float], expected: list[float]
) -> None:
    assert one_peak(np.array(shares)) == pytest.approx(expected)


def test_a_cloud_has_the_shares_and_correlation_of_the_people() -> None:
    rng = np.random.default_rng(0)
    factor = rng.standard_normal((4000, 1))
    latent = 0.8 * factor + 0.6 * rng.standard_normal((4000, 2))
    rows = np.clip(np.ceil(latent), 0, 3)
    drawn = cloud(rows, np.ones(4000), rng).draw(4000, rng)
    assert np.bincount(drawn[:, 0].astype(int)) / 4000 == pytest.approx(
        np.bincount(rows[:, 0].astype(int)) / 4000, abs=0.03
    )
    real, invented = np.corrcoef(rows.T), np.corrcoef(drawn.T)
    assert invented == pytest.approx(real, abs=0.05)


def test_where_nobody_is_without_needs_the_cloud_has_nobody_either() -> None:
    rng = np.random.default_rng(0)
    rows = (rng.random((500, 3)) < 0.3).astype(float)
    rows = rows[rows.any(axis=1)]
    assert cloud(rows, np.ones(len(rows)), rng).draw(500, rng).any(axis=1).all()


# the estimator


def test_scikit_learn_accepts_the_estimator() -> None:
    estimator = NeedClusters(resamples=10, largest=3)
    results = check_estimator(estimator, on_skip=None, on_fail="raise")
    statuses = Counter(result["status"] for result in results)
    assert statuses["passed"] > 40
    assert statuses.keys() <= {"passed", "skipped"}


STRUCTURELESS = {
    "levels at random": lambda rng: rng.integers(0, 4, (800, 7)),
    "few needs at random": lambda rng: rng.random((800, 4)) < 0.2,
    "a square": lambda rng: rng.random((300, 2)),
    "a ball": lambda rng: rng.standard_normal((300, 2)),
    "one general factor": lambda rng: np.clip(
        np.ceil(
            0.8 * rng.standard_normal((800, 1)) + 0.6 * rng.standard_normal((800, 7))
        ),
        0,
        3,
    ),
}


@pytest.mark.parametrize("name", STRUCTURELESS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_without_structure_form_no_groups(name: str, seed: int) -> None:
    rows = np.asarray(STRUCTURELESS[name](np.random.default_rng(seed)), dtype=float)
    rows = rows[(rows != 0).any(axis=1)]
    found = NeedClusters(resamples=20).fit(rows)
    assert found.n_clusters_ == 0
    assert set(found.labels_) == {-1}


@pytest.mark.parametrize("seed", range(3))
def test_planted_groups_are_found(seed: int) -> None:
    rows, groups = planted(seed=seed)
    found = NeedClusters(resamples=30).fit(rows.to_numpy())
    assert found.n_clusters_ == 3
    assert adjusted_rand_score(groups, found.labels_) > 0.9
    assert found.silhouette_ > found.reference_


def test_a_need_in_one_competency_alone_is_a_group() -> None:
    rng = np.random.default_rng(0)
    groups = rng.integers(0, 2, 600)
    rows = np.column_stack([3 * groups, *rng.integers(0, 2, (3, 600))])
    found = NeedClusters(resamples=30).fit(rows)
    assert found.n_clusters_ == 2
    assert adjusted_rand_score(groups, found.labels_) > 0.95


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(90)), st.integers(0, 3))
def test_the_order_of_rows_does_not_matter(order: list[int], seed: int) -> None:
    rows = planted(90, seed)[0].to_numpy()
    straight = NeedClusters(resamples=5, largest=4, random_state=seed).fit(rows)
    shuffled = NeedClusters(resamples=5, largest=4, random_state=seed).fit(rows[order])
    assert shuffled.labels_.tolist() == straight.labels_[order].tolist()
    assert shuffled.stability_.tolist() == straight.stability_.tolist()


def test_weights_and_repeated_rows_give_the_same() -> None:
    rows = planted(120)[0].to_numpy()
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    once = NeedClusters(resamples=10).fit(distinct, sample_weight=counts)
    repeated = NeedClusters(resamples=10).fit(np.repeat(distinct, counts, axis=0))
    assert once.labels_.repeat(counts).tolist() == repeated.labels_.tolist()


def test_threads_change_nothing() -> None:
    rows = planted(200)[0].to_numpy()
    one = NeedClusters(resamples=10, n_jobs=1).fit(rows)
    two = NeedClusters(resamples=10, n_jobs=2).fit(rows)
    assert one.labels_.tolist() == two.labels_.tolist()
    assert one.stability_.tolist() == two.stability_.tolist()


def test_a_group_below_the_smallest_size_is_not_shown() -> None:
    rows = np.array([[3, 0]] * 40 + [[0, 3]] * 40 + [[5, 5]] * 4)
    found = NeedClusters(3, min_size=5, resamples=20).fit(rows)
    assert found.sizes_.tolist() == [40, 40]
    assert found.labels_[-4:].tolist() == [-1, -1, -1, -1]


@pytest.mark.parametrize("rows", [[[1, 2]], [[1, 2]] * 30, [[1, 2], [2, 1]]])
def test_too_few_different_people_form_no_groups(rows: list[list[int]]) -> None:
    assert NeedClusters().fit(rows).n_clusters_ == 0


def test_a_person_without_weight_has_no_group() -> None:
    rows = planted(90)[0].to_numpy()
    weights = np.ones(90)
    weights[0] = 0
    rows = np.array(rows)
    rows[0] = [9, 9, 9, 9]
    assert NeedClusters(resamples=10).fit(rows, sample_weight=weights).labels_[0] == -1


def test_people_of_a_few_exact_kinds_form_a_group_each() -> None:
    rows = np.repeat(3 * np.eye(3), [30, 20, 10], axis=0)
    found = NeedClusters(resamples=20).fit(rows)
    assert found.sizes_.tolist() == [30, 20, 10]
    assert found.silhouette_ == 1


# needs


def test_everybody_stands_somewhere() -> None:
    rows, _ = planted(200)
    rows.iloc[0] = np.nan
    rows.iloc[1:4] = 0
    found = cluster(rows, resamples=20)
    assert found.counts[Standing.UNKNOWN] == 1
    assert found.counts[Standing.NO_NEED] >= 3
    assert sum(found.counts.values()) == 200
    assert found.members.index.equals(rows.index)
    assert found.members["standing"].iloc[0] == "unknown"
    assert found.members["cluster"].iloc[:4].tolist() == [-1, -1, -1, -1]


def test_a_group_is_described_by_what_sets_it_apart() -> None:
    rows = frame([[3, 0, 0]] * 40 + [[0, 2, 0]] * 20 + [[0, 2, 1]] * 20)
    found = cluster(rows, clusters=2, resamples=20)
    first, second = found.clusters
    assert (first.people, second.people) == (40, 40)
    by_marks = {each.apart: each for each in found.clusters}
    assert set(by_marks) == {("a",), ("b", "c")}
    mark = by_marks["a",].marks[0]
    assert (mark.mean, mark.others, mark.difference, mark.share) == (3, 0, 3, 1)
    assert by_marks["b", "c"].marks[2].mean == 0.5
    assert first.returned == 1


def test_groups_are_numbered_from_the_largest() -> None:
    found = cluster(planted(300)[0], resamples=20)
    sizes = [each.people for each in found.clusters]
    assert sizes == sorted(sizes, reverse=True)
    counted = found.members["cluster"].value_counts()
    assert [counted[each.number] for each in found.clusters] == sizes


def test_members_have_the_silhouette_of_their_row() -> None:
    rows, _ = planted(150)
    found = cluster(rows, resamples=20)
    grouped = found.members[found.members["cluster"] >= 0]
    expected = silhouette_score(rows.loc[grouped.index], grouped["cluster"])
    assert grouped["silhouette"].mean() == pytest.approx(expected, abs=1e-4)


def test_a_competency_unknown_for_everybody_is_left_out_and_named() -> None:
    rows, _ = planted(150)
    rows["x"] = np.nan
    found = cluster(rows, resamples=20)
    assert found.left_out == ("x",)
    assert found.competency_ids == ("a", "b", "c", "d")
    assert found.counts[Standing.UNKNOWN] == 0


def test_without_clear_groups_everybody_in_need_is_mixed() -> None:
    rng = np.random.default_rng(5)
    found = cluster(frame(rng.integers(0, 4, (300, 7))), resamples=20)
    assert not found.clear
    assert found.counts[Standing.MIXED] == 300
    assert len(found.mixed) == 7
    assert np.isnan(found.mixed[0].others)


@pytest.mark.parametrize("value", [0, np.nan])
def test_where_nobody_is_known_to_need_anything_nothing_is_clustered(
    value: float,
) -> None:
    found = cluster(frame(np.full((20, 3), value)))
    assert not found.clear
    assert found.trials == ()
    assert found.mixed == ()


def test_an_empty_round_has_no_groups() -> None:
    found = cluster(frame(np.zeros((0, 3))))
    assert not found.clear
    assert len(found.members) == 0


# records and spread


def test_what_is_recorded_as_json_comes_back() -> None:
    rows, _ = planted(150)
    rows["x"] = np.nan
    found = cluster(rows, resamples=10)
    again = recall(json.loads(json.dumps(record(found), allow_nan=False)), rows)
    assert again.clusters == found.clusters
    assert again.counts == found.counts
    assert (again.left_out, again.silhouette) == (("x",), found.silhouette)
    assert [trial.clusters for trial in again.trials] == list(range(2, 11))


def test_unknown_numbers_are_recorded_as_none_and_come_back_unknown() -> None:
    found = cluster(frame(np.zeros((3, 2))))
    kept = record(found)
    assert kept["silhouette"] is None
    assert np.isnan(recall(kept, found.members).silhouette)


@pytest.mark.parametrize(
    ("units", "shown"),
    [
        ([1] * 6 + [2] * 5, {1: 6, 2: 5}),
        ([2] * 5 + [1] * 6, {1: 6, 2: 5}),
        ([1] * 6 + [2] * 4 + [3] * 4, {1: 6}),
        ([1] * 6 + [2] * 5 + [3] * 2, {1: 6}),
        ([1] * 6 + [3], {}),
        ([1, 2, 3], {}),
        ([], {}),
    ],
)
def test_units_with_few_people_of_a_group_can_not_be_worked_out(
    units: list[int], shown: dict[int, int]
) -> None:
    assert spread(units, 5) == shown


@given(st.lists(st.integers(1, 6)), st.integers(2, 6))
def test_what_a_spread_leaves_out_is_nobody_or_enough_people(
    units: list[int], k: int
) -> None:
    found = spread(units, k)
    rest = len(units) - sum(found.values())
    assert all(count >= k for count in found.values())
    assert rest == 0 or rest >= k or not found


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**31 - 1))
def test_the_same_input_and_seed_give_the_same_output(seed: int) -> None:
    rows, _ = planted(60, 1)
    first = cluster(rows, resamples=3, seed=seed)
    again = cluster(rows, resamples=3, seed=seed)
    assert first.clusters == again.clusters
    pd.testing.assert_frame_equal(first.members, again.members)
