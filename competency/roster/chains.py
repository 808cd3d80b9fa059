"""Chains of "answers to": who comes round to themselves."""

from collections.abc import Mapping


def loops(above: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Each loop once, as its members upwards from the first in the mapping.

    `above` maps a code to the code it answers to; codes that answer to nobody are
    not in it. Whoever answers to themselves is a loop of one. Linear in the codes.
    """
    walk_of: dict[str, str] = {}
    found = []
    for start in above:
        path: list[str] = []
        at = start
        while at in above and at not in walk_of:
            walk_of[at] = start
            path.append(at)
            at = above[at]
        if walk_of.get(at) == start and at in path:
            found.append(tuple(path[path.index(at) :]))
    return tuple(found)
