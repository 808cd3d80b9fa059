"""`python -m tests.benchmarks [NAME …]`: measure, print one table, keep the figures."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from rich.console import Console
from rich.table import Table

from tests.benchmarks import Benchmark, Measured, run

RESULT = Path(__file__).parents[2] / "build" / "bench.json"
WRONG_USAGE = 2


def benchmarks() -> tuple[Benchmark, ...]:
    """Every benchmark that a module of this package names in `BENCHMARKS`."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]))
    modules = (
        import_module(f"tests.benchmarks.{name}")
        for name in names
        if not name.startswith(("_", "test_"))
    )
    return tuple(one for m in modules for one in getattr(m, "BENCHMARKS", ()))


def chosen(every: Sequence[Benchmark], names: Sequence[str]) -> tuple[Benchmark, ...]:
    """The named benchmarks, or all; raises `LookupError` with names that are none."""
    if strays := set(names) - {one.name for one in every}:
        raise LookupError(*sorted(strays))
    return tuple(one for one in every if not names or one.name in names)


def table(rows: Iterable[Measured]) -> Table:
    """The figures beside their bars."""
    shown = Table("name", "value", "bar", "better", "met", box=None, pad_edge=False)
    for row in rows:
        met = "yes" if row.met else "NO"
        shown.add_row(row.name, f"{row.value:.3g}", f"{row.bar:g}", row.better, met)
    return shown


def keep(rows: Iterable[Measured], path: Path) -> None:
    """Write the figures where two runs can be compared."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")


def main(every: Sequence[Benchmark], names: Sequence[str], path: Path) -> int:
    """The exit status: 0 when measured, met or not; 2 for an unknown name."""
    console = Console()
    try:
        wanted = chosen(every, names)
    except LookupError as error:
        console.print("no such benchmark:", *error.args)
        return WRONG_USAGE
    rows = []
    for one in wanted:
        console.print(f"measuring {one.name} …", style="dim")
        rows.append(run(one))
    console.print(table(rows))
    keep(rows, path)
    return 0


if __name__ == "__main__":
    sys.exit(main(benchmarks(), sys.argv[1:], RESULT))
