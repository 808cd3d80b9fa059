"""Where the people of a group work, without counting a few of them anywhere."""

from collections import Counter
from collections.abc import Iterable, Mapping


def spread(units: Iterable[int], k: int) -> Mapping[int, int]:
    """People of a group in each unit that may be shown, most first.

    A unit with fewer than `k` of them is not shown. Since the size of the group is
    known, what remains must not be a small number either: then the smallest of the
    shown units is hidden too.
    """
    counts = Counter(units)
    shown = {unit: count for unit, count in counts.items() if count >= k}
    rest = counts.total() - sum(shown.values())
    while shown and 0 < rest < k:
        smallest = min(shown, key=lambda unit: (shown[unit], unit))
        rest += shown.pop(smallest)
    return dict(sorted(shown.items(), key=lambda each: (-each[1], each[0])))
