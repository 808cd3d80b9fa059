"""Blocks of targets, as they are typed, pasted or read from a sheet: all or nothing."""

from collections.abc import Iterator, Mapping, Sequence

from competency.frameworks.editing import Content
from competency.frameworks.targets import Grid, Key, Wanted, cell, grid, said
from competency.problems import Place, Problem, Problems

Rows = Sequence[tuple[int, Sequence[str]]]
"""Rows with their numbers."""


def block(
    rows: Rows, grid: Grid, start: Key | None = None, sheet: str | None = None
) -> tuple[Mapping[Key, Wanted], Problems]:
    """The cells of a block of texts, or every problem in it by row and column.

    A block whose rows begin with profiles, as those of a sheet do, has competencies
    in its first row; any other begins at `start` (the first cell, without one) and
    goes right and down.
    """
    if not rows:
        return {}, (Problem(Place(sheet), "sheet-empty"),)
    if sheet is not None or _is_headed(rows, grid):
        return _headed(rows, grid, sheet)
    return _bare(rows, grid, start or (grid.profiles[0], grid.competencies[0]), sheet)


def _is_headed(rows: Rows, grid: Grid) -> bool:
    first = [row[0] if row else "" for _number, row in rows[1:]]
    return any(grid.found("profiles", text) for text in first)


def _headed(
    rows: Rows, grid: Grid, sheet: str | None
) -> tuple[Mapping[Key, Wanted], Problems]:
    (top, header), *body = rows
    columns = {
        index: id_
        for index, text in enumerate(header)
        if (id_ := grid.found("competencies", text))
    }
    problems = list(_strange(top, header, columns, grid, sheet))
    cells: dict[Key, str] = {}
    places: dict[Key, Place] = {}
    seen: dict[str, int] = {}
    for number, row in body:
        name = row[0] if row else ""
        profile = grid.found("profiles", name)
        if profile is None or profile in seen:
            place = Place(sheet, number, header[0] or "1")
            before = seen.get(profile or "")
            problems.append(_row_fault(place, name, grid, before))
            continue
        seen[profile] = number
        for index, competency in columns.items():
            cells[profile, competency] = row[index] if index < len(row) else ""
            places[profile, competency] = Place(sheet, number, header[index])
    wanted, faults = _read(cells, places, grid)
    problems.extend(faults)
    return ({} if problems else wanted), tuple(problems)


def _strange(
    number: int,
    header: Sequence[str],
    columns: Mapping[int, str],
    grid: Grid,
    sheet: str | None,
) -> Iterator[Problem]:
    """Headers after the first competency that name none, or name one again."""
    if not columns:
        known = ", ".join(grid.competencies)
        yield Problem(Place(sheet, number), "value-unknown", " ".join(header), known)
        return
    told: set[str] = set()
    for index in range(min(columns), len(header)):
        place = Place(sheet, number, header[index] or str(index + 1))
        if index not in columns and header[index]:
            known = ", ".join(grid.competencies)
            yield Problem(place, "value-unknown", header[index], known)
        elif (id_ := columns.get(index)) in told:
            yield Problem(place, "column-twice", str(id_))
        told.add(columns.get(index, ""))


def _row_fault(place: Place, value: str, grid: Grid, before: int | None) -> Problem:
    """A row of no profile, or of one that stood in a row before."""
    if before is not None:
        return Problem(place, "value-duplicate", value, str(before))
    known = ", ".join(grid.profiles)
    return Problem(place, "value-unknown" if value else "value-missing", value, known)


def _bare(
    rows: Rows, grid: Grid, start: Key, sheet: str | None
) -> tuple[Mapping[Key, Wanted], Problems]:
    down, across = grid.profiles.index(start[0]), grid.competencies.index(start[1])
    profiles, competencies = grid.profiles[down:], grid.competencies[across:]
    widest = max(len(row) for _number, row in rows)
    if len(rows) > len(profiles) or widest > len(competencies):
        size = f"{len(rows)} × {widest}", f"{len(profiles)} × {len(competencies)}"
        return {}, (Problem(Place(sheet), "block-too-large", *size),)
    cells: dict[Key, str] = {}
    places: dict[Key, Place] = {}
    for profile, (number, row) in zip(profiles, rows, strict=False):
        for index, text in enumerate(row):
            cells[profile, competencies[index]] = text
            places[profile, competencies[index]] = Place(sheet, number, str(index + 1))
    wanted, faults = _read(cells, places, grid)
    return ({} if faults else wanted), tuple(faults)


def _read(
    cells: Mapping[Key, str], places: Mapping[Key, Place], grid: Grid
) -> tuple[dict[Key, Wanted], list[Problem]]:
    wanted: dict[Key, Wanted] = {}
    faults: list[Problem] = []
    for key, text in cells.items():
        found = grid.wanted(text)
        if found is None:
            faults.append(Problem(places[key], "target-wrong", text, grid.expected))
        else:
            wanted[key] = found
    return wanted, faults


def typed(
    content: Content, texts: Mapping[Key, str]
) -> tuple[Mapping[Key, Wanted], Mapping[Key, Problem]]:
    """The cells that were typed over, and what is wrong with some, by cell.

    What stands as it stood is no change, even where the scale no longer has it.
    """
    known = grid(content)
    new = {k: t for k, t in texts.items() if t.strip() != said(cell(content, k)).word}
    places = {key: Place(None, known.profiles.index(key[0]) + 1, key[1]) for key in new}
    wanted, faults = _read(new, places, known)
    at_place = {places[key]: key for key in new}
    return wanted, {at_place[each.place]: each for each in faults}
