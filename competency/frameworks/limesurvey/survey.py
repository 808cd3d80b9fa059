"""A survey structure as plain tables, and the texts of its rows by language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from competency.frameworks.markup import plain
from competency.problems import Place

Row = Mapping[str, str]


@dataclass(frozen=True)
class Survey:
    """The tables of a survey by name, each a tuple of rows: column → text."""

    tables: Mapping[str, tuple[Row, ...]]

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; none where the survey has no such table."""
        return self.tables.get(table, ())


@dataclass(frozen=True)
class Part:
    """A group, a question or an answer: its fields, its texts by language, its place.

    `texts` and `helps` map a language to plain text.
    """

    fields: Row
    texts: Mapping[str, str]
    helps: Mapping[str, str]
    place: Place

    def number(self, column: str) -> int:
        """A column as a number; 0 of what is none."""
        text = self.fields.get(column, "").strip()
        return int(text) if text.lstrip("-").isdigit() else 0


@dataclass(frozen=True)
class Table:
    """Where the parts of one kind stand: their key, their text and what explains it."""

    name: str
    key: str
    text: str
    help: str
    translations: str


GROUPS = Table("groups", "gid", "group_name", "description", "group_l10ns")
QUESTIONS = Table("questions", "qid", "question", "help", "question_l10ns")
SUBQUESTIONS = Table("subquestions", "qid", "question", "help", "question_l10ns")
ANSWERS = Table("answers", "aid", "answer", "", "answer_l10ns")


def parts(survey: Survey, table: Table) -> tuple[Part, ...]:
    """The parts of a kind in the order of their table, each once.

    Before version 4 a part has one row a language: they are brought together.
    """
    rows = list(enumerate(survey.rows(table.name), 1))
    kept: dict[str, list[tuple[int, Row]]] = {}
    for number, row in rows:
        kept.setdefault(_identity(row, table), []).append((number, row))
    told = _translations(survey, table)
    return tuple(
        _part(
            table,
            own,
            [*(row for _n, row in own), *told.get(_key(own[0][1], table), ())],
        )
        for own in kept.values()
    )


def _key(row: Row, table: Table) -> str:
    return row.get(table.key, "").strip()


def _identity(row: Row, table: Table) -> str:
    """What tells a part from the others; answers had no key of their own once."""
    if found := _key(row, table):
        return found
    columns = ("qid", "code", "scale_id")
    return "/".join(row.get(column, "").strip() for column in columns)


def _translations(survey: Survey, table: Table) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in survey.rows(table.translations):
        found.setdefault(_key(row, table), []).append(row)
    return found


def _part(table: Table, own: list[tuple[int, Row]], rows: list[Row]) -> Part:
    number, first = own[0]
    place = Place(table.name, number)
    texts, helps = (dict(_texts(rows, column)) for column in (table.text, table.help))
    return Part(first, texts, helps, place)


def _texts(rows: list[Row], column: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        text = plain(row.get(column, "")) if column else ""
        if text and (language := row.get("language", "").strip()):
            yield language, text
