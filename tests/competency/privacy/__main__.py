"""`python -m tests.competency.privacy [N]`: attack N agencies and print the outcome."""

import sys
from concurrent.futures import ProcessPoolExecutor

from threadpoolctl import threadpool_limits

from tests.competency.privacy.assault import Outcome, assault

AGENCIES = 200


def main(number: int) -> int:
    """The exit status: 0 when nothing was recovered."""
    with threadpool_limits(1), ProcessPoolExecutor(2) as pool:
        found = list(pool.map(assault, range(number)))
    recovered = sum(each.recovered for each in found)
    print(f"agencies {number}, rounds 3, recovered {recovered}")
    print(f"least doubt in one round {min(each.doubt for each in found):.3g} levels")
    print(f"least doubt over rounds {min(each.linked for each in found):.3g} levels")
    for at, name in enumerate(("visible_units_5", "visible_units_10")):
        print(f"{name} {_share(found, at):.3f}")
    for each in found:
        if each.recovered:
            print(f"  seed {each.seed}: {each}")
    return 1 if recovered else 0


def _share(found: list[Outcome], at: int) -> float:
    kept, every = (sum(each.visible[at][n] for each in found) for n in (0, 1))
    return kept / every


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else AGENCIES))
