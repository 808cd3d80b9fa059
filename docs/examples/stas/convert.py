# ruff: noqa: INP001 -- an example to run, not a package
"""Turn the STAS survey into the files that `flask roster import` reads.

    python docs/examples/stas/convert.py RESPONSES.csv.gz FOLDER

writes `units.csv` and `roster.csv` into the folder and prints what it met. The tree is
site > faculty > programme; since a programme of the same name is taught at several
sites, its code holds site and faculty. Rows without a site stand in a unit that says
"unknown". Answers are left as they are: `flask answers import` reads the responses
themselves, and the framework says which items are turned.
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import variance

from competency import frameworks
from competency.frameworks import Framework

FRAMEWORK = Path(__file__).with_name("framework.yaml")
LEVELS = ("sede", "facultad", "carrera")
LETTERS = ("S", "F", "P")
ROOT = "STAS"
UNKNOWN = f"{ROOT}-UNKNOWN"

Row = Mapping[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, packed by gzip or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """A number for each site, faculty and programme, in the order of their names."""
    rows = list(rows)
    named = {level: sorted({row[level] for row in rows} - {""}) for level in LEVELS}
    return {
        level: {name: f"{at:02d}" for at, name in enumerate(names, 1)}
        for level, names in named.items()
    }


def codes(row: Row, numbered: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The unit codes of a row from site to programme; () where they are unknown."""
    if not row["sede"]:
        return ()
    parts = [
        letter + numbered[level][row[level]]
        for letter, level in zip(LETTERS, LEVELS, strict=True)
    ]
    return tuple("-".join(parts[:depth]) for depth in (1, 2, 3))


def units(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """The tree as code, parent, Thai name, English name; parents come first."""
    yield ROOT, "", "แบบสำรวจ STAS", "STAS survey"
    yield UNKNOWN, ROOT, "ไม่ทราบหน่วยงาน", "Unknown unit"
    rows = list(rows)
    numbered = numbers(rows)
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in rows:
        chain = (ROOT, *codes(row, numbered))
        for parent, code, level in zip(chain, chain[1:], LEVELS, strict=False):
            found[code] = (code, parent, row[level], row[level])
    yield from (found[code] for code in sorted(found))


def roster(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Everybody as number, given name, family name, unit code."""
    rows = list(rows)
    numbered = numbers(rows)
    for row in rows:
        chain = codes(row, numbered)
        yield row["row"], "Respondent", row["row"], chain[-1] if chain else UNKNOWN


def alpha(rows: Sequence[Row], turned: Mapping[str, bool]) -> float:
    """Cronbach's alpha of the items; those marked are turned (7 − answer) first."""
    columns = [
        [7 - int(row[item]) if turn else int(row[item]) for row in rows]
        for item, turn in turned.items()
    ]
    totals = [sum(answers) for answers in zip(*columns, strict=True)]
    own = sum(float(variance(column)) for column in columns)
    return len(columns) / (len(columns) - 1) * (1 - own / float(variance(totals)))


def straight(rows: Iterable[Row], framework: Framework) -> int:
    """How many rows give one answer to every item."""
    items = [item.id for item in framework.items]
    return sum(len({row[item] for item in items}) == 1 for row in rows)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((header, *rows))


def main(source: Path, folder: Path) -> None:
    """Write both files and print what the responses hold."""
    rows = read(source)
    framework = frameworks.parse(FRAMEWORK.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    headers = "Unit code", "Parent unit code", "Unit name", "Unit name (English)"
    tree = list(units(rows))
    _write(folder / "units.csv", headers, tree)
    headers = "Staff number", "Given name", "Family name", "Unit code"
    _write(folder / "roster.csv", headers, list(roster(rows)))
    known = [row for row in rows if row["sede"]]
    asked = [item.id for item in framework.items]
    values = sorted({int(row[item]) for row in rows for item in asked})
    turned = {item.id: item.reversed for item in framework.items}
    as_asked = dict.fromkeys(turned, False)
    for line in (
        f"respondents: {len(rows):,}, in {len(tree)} units",
        f"answers from {values[0]} to {values[-1]}",
        f"without site, faculty and programme: {len(rows) - len(known):,}",
        f"one answer to every item: {straight(rows, framework)}",
        f"alpha of the others, items turned: {alpha(known, turned):.4f}",
        f"the same with no item turned: {alpha(known, as_asked):.4f}",
    ):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
