"""Every broken rule has its sentence, and every sentence its Thai."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import assessments
import competency
from assessments.errors import ERRORS, RULES
from competency.errors import CompetencyError

ROOT = Path(__file__).parents[1]
PACKAGES = (competency, assessments)
CATALOGUES = ROOT / "assessments" / "translations"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None}
METHODS = [("assessments/templates/**.html", "jinja2"), ("assessments/**.py", "python")]
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        found = walk_packages(package.__path__, f"{package.__name__}.")
        yield from (m.name for m in found if ".migrations" not in m.name)


def _subclasses(of: type[CompetencyError]) -> Iterator[type[CompetencyError]]:
    for error in of.__subclasses__():
        yield error
        yield from _subclasses(error)


def _errors() -> set[type[CompetencyError]]:
    for name in _modules():
        import_module(name)
    ours = tuple(package.__name__ for package in PACKAGES)
    return {e for e in _subclasses(CompetencyError) if e.__module__.startswith(ours)}


def test_every_error_has_a_status_and_a_sentence() -> None:
    assert sorted(e.__qualname__ for e in _errors() - set(ERRORS)) == []


def _strings(node: ast.expr) -> Iterator[str]:
    """The constant strings that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _makers(tree: ast.Module) -> dict[str, int]:
    """Functions of a module with a parameter named `rule`, and its position."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [a.arg for a in node.args.args if a.arg not in {"self", "cls"}]
            if "rule" in names:
                found[node.name] = names.index("rule")
    return found


def _tabled(tree: ast.Module) -> Iterator[str]:
    """The values of a module's tables that are named …_RULES."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            names = (
                target.id for target in node.targets if isinstance(target, ast.Name)
            )
            if any(name.endswith("_RULES") for name in names):
                yield from (
                    text for value in node.value.values for text in _strings(value)
                )


def rules_in(source: str, makers: dict[str, int]) -> set[str]:
    """The rules that a source names in a problem, or hands to a maker of problems."""
    tree = ast.parse(source)
    found = set(_tabled(tree))
    makers = makers | _makers(tree)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name not in makers:
            continue
        given = [k.value for k in call.keywords if k.arg == "rule"]
        given += call.args[makers[name] : makers[name] + 1]
        found |= {text for node in given for text in _strings(node)}
    return found


def _sources() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package.__name__).rglob("*.py"):
            yield path.read_text("utf-8")


@cache
def _rules() -> frozenset[str]:
    makers = {"Problem": 1}
    sources = tuple(_sources())
    for source in sources:
        makers |= _makers(ast.parse(source))
    return frozenset(rule for s in sources for rule in rules_in(s, makers))


def test_every_rule_of_a_file_has_a_sentence() -> None:
    assert sorted(_rules() - set(RULES)) == []


def test_every_sentence_of_a_rule_belongs_to_a_rule_in_the_code() -> None:
    words = {
        node.value
        for source in _sources()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(RULES) - words) == []


def test_a_planted_rule_is_found() -> None:
    planted = (
        "Problem(place, 'a-rule'); fault(row, 'b' if x else 'c', 'd')\n"
        "OUR_RULES = {'theirs': 'e'}"
    )
    found = rules_in(planted, {"Problem": 1, "fault": 1})
    assert found == {"a-rule", "b", "c", "e"}


@cache
def _extracted() -> frozenset[str]:
    found = extract_from_dir(ROOT, METHODS, {}, KEYWORDS)
    ids = (message for _file, _line, message, _comments, _context in found)
    return frozenset(i for i in ids if isinstance(i, str))


def _catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def _texts(language: str) -> dict[str, str]:
    entries = (m for m in _catalogue(language) if m.id)
    return {str(m.id): str(m.string) for m in entries}


def test_texts_are_extracted_from_code_and_templates() -> None:
    assert {"Please sign in first.", "Skip to the content"} <= _extracted()


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_catalogue_holds_every_text_and_no_other(language: str) -> None:
    texts = _texts(language)
    assert sorted(_extracted() - set(texts)) == []
    assert sorted(set(texts) - _extracted()) == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_text_is_translated_and_none_is_fuzzy(language: str) -> None:
    assert [m.id for m in _catalogue(language) if m.id and m.fuzzy] == []
    assert [i for i, text in _texts(language).items() if not text.strip()] == []


def test_thai_texts_are_thai() -> None:
    latin = [
        i
        for i, text in _texts("th").items()
        if re.search(r"[A-Za-z]{3}", _PLACEHOLDER.sub("", i))
        and not re.search(r"[\u0e01-\u0e5b]", text)
        and text == i
        and " " in i
    ]
    assert latin == []


def test_placeholders_survive_translation() -> None:
    differing = [
        i
        for i, text in _texts("th").items()
        if set(_PLACEHOLDER.findall(i)) != set(_PLACEHOLDER.findall(text))
    ]
    assert differing == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    made = BytesIO()
    write_mo(made, _catalogue(language))
    made.seek(0)
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        kept = {m.id: m.string for m in read_mo(file) if m.id}
    assert kept == {m.id: m.string for m in read_mo(made) if m.id}
