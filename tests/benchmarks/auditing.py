"""Verifying the log, against bare SHA-256 over as many bytes."""

from hashlib import sha256

from assessments import chain
from assessments.chain import Bounds
from tests.assessments.test_chain import chained
from tests.benchmarks import Benchmark, cpu_ratio

LINES = 10_000


def verify_vs_sha256(count: int = LINES) -> float:
    """CPU of going through a chain over that of hashing the same texts."""
    lines = chained(count)
    texts = [chain.canonical(line).encode() for line in lines]
    end = Bounds(1, "", count, lines[-1].digest)

    def ours() -> None:
        if list(chain.faults(lines, end, {})):
            raise ValueError(count)

    def bare() -> None:
        for text in texts:
            sha256(text).hexdigest()

    return cpu_ratio(ours, bare)


BENCHMARKS = (Benchmark("verify_10k_vs_sha256", 15.0, "lower", verify_vs_sha256),)
