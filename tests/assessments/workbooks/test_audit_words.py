"""Every word that the code logs has its words in Thai and English."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import assessments
from assessments import access
from assessments.operations import audit
from assessments.workbooks import audit_words as words
from competency.development import Move

ROOT = Path(assessments.__file__).parent
LOGGING = {"line", "note", "Deed"}
"""Calls whose second and third arguments are an action and an object."""


def plain(text: str) -> str:
    return text


@cache
def _trees() -> tuple[ast.Module, ...]:
    paths = (p for p in ROOT.rglob("*.py") if "migrations" not in p.parts)
    return tuple(ast.parse(path.read_text("utf-8")) for path in paths)


def _constants(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _assigned(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Names that one statement gives texts to: assignments and defaults."""
    if isinstance(node, ast.FunctionDef):
        given = node.args.args[len(node.args.args) - len(node.args.defaults) :]
        for argument, default in zip(given, node.args.defaults, strict=True):
            yield from ((argument.arg, text) for text in _constants(default))
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            several = isinstance(target, ast.Tuple) and isinstance(
                node.value, ast.Tuple
            )
            pairs = (
                zip(target.elts, node.value.elts, strict=True)  # type: ignore[attr-defined]
                if several
                else [(target, node.value)]
            )
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    yield from ((name.id, text) for text in _constants(value))


@cache
def _named() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for tree in _trees():
        for node in ast.walk(tree):
            for name, text in _assigned(node):
                found[name].add(text)
    return found


def _meant(node: ast.expr) -> set[str]:
    """The texts that an argument may be."""
    if ast.unparse(node).endswith(".move.value"):
        return set(Move)
    name = getattr(node, "id", getattr(node, "attr", ""))
    return set(_constants(node)) or _named()[name]


def _logged(place: int) -> set[str]:
    """The texts that any logging call has in one place."""
    found: set[str] = set()
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or len(node.args) <= place:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in LOGGING and len(node.args) >= 3:
                found |= _meant(node.args[place])
    return found


def _by_noting() -> set[str]:
    """The actions that pages give to the module that notes who comes and goes."""
    calls = (n for tree in _trees() for n in ast.walk(tree) if isinstance(n, ast.Call))
    ours = (
        call
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and getattr(call.func.value, "id", "") == "noting"
    )
    return {
        text for call in ours for each in call.args[1:] for text in _constants(each)
    }


def test_every_action_has_words() -> None:
    logged = _logged(1) | _by_noting()
    assert {"submit", "hand_in", "put_drafts", "trim", "begin", "sign-in"} <= logged
    outcomes = set(words.results(plain))  # constants of theirs bear the same names
    assert sorted(logged - outcomes - set(words.actions(plain))) == []


def test_every_word_of_an_action_belongs_to_an_action() -> None:
    known = set(words.actions(plain))
    assert sorted(known - _logged(1) - _by_noting()) == []


def test_every_object_has_words() -> None:
    logged = _logged(2)
    assert {"round", "demo", "personal_targets", "account"} <= logged
    assert sorted(logged - set(words.nouns(plain))) == []


def test_every_role_and_every_outcome_has_words() -> None:
    assert {*access.ROLES, "guest", "system"} == set(words.roles(plain))
    outcomes = {audit.DONE, audit.REFUSED, audit.FAILED}
    assert outcomes == set(words.results(plain))


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({}, ""),
        ({"people": 3}, "people: 3"),
        (
            {"counts": {"new": 2, "changed": 1}, "x": None},
            "counts: new 2, changed 1; x: –",
        ),
        ({"units": [4, None]}, "units: 4, –"),
        ({"role": "auditor", "unit": None}, "role: Auditor; unit: –"),
    ],
)
def test_a_detail_is_told_in_one_line(detail: dict[str, object], said: str) -> None:
    assert words.told(detail, plain) == said
