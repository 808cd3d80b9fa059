"""The house keeps its own rules: who imports whom, and what stands where."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EVERYWHERE = set(sys.stdlib_module_names)
FLASK = {
    "flask",
    "flask_babel",
    "flask_bootstrap",
    "flask_compress",
    "flask_limiter",
    "flask_migrate",
    "flask_security",
    "flask_wtf",
    "werkzeug",
    "click",
}
CORE = {"numpy", "pandas", "scipy", "sklearn", "joblib", "threadpoolctl"}
CORE |= {"pydantic", "pydantic_core"}
DATA = {"sqlalchemy", "assessments.models", "assessments.database", "competency"}
MAKERS = {f"assessments.{n}" for n in ("workbooks", "documents", "pictures")}
MAKERS |= {"assessments.heatmaps"}
TOOLS = {f"assessments.{n}" for n in ("files", "clock", "languages", "thai", "fonts")}
TOOLS |= {"assessments.anchors", "assessments.wording"}
PAGES = (
    FLASK
    | MAKERS
    | TOOLS
    | {"wtforms", "rich", "competency"}
    | {f"assessments.{n}" for n in ("queries", "operations", "jobs", "access")}
    | {"assessments.sessions"}
    | {
        f"assessments.{n}"
        for n in (
            "errors",
            "extensions",
            "navigation",
            "config",
            "checks",
            "mail",
            "noting",
            "single",
        )
    }
    | {"assessments.chain"}
)

TABLE: dict[str, set[str]] = {
    "competency": CORE | {"yaml"},
    "assessments/database.py": {"flask_sqlalchemy", "sqlalchemy"},
    "assessments/models": {"sqlalchemy", "flask_security", "assessments.database"},
    "assessments/migrations": {"alembic", "flask", "assessments.database"},
    "assessments/chain.py": set(),
    "assessments/queries": DATA | {"numpy", "pandas", "assessments.chain"},
    "assessments/operations": DATA
    | {"flask_security", "cryptography", "numpy"}
    | {"assessments.queries", "assessments.chain"},
    "assessments/workbooks": {
        "openpyxl",
        "defusedxml",
        "python_calamine",
        "pandas",
        "numpy",
        "yaml",
        "competency",
        "assessments.chain",
        "assessments.thai",
    },
    "assessments/pictures.py": {
        "matplotlib",
        "numpy",
        "competency",
        "assessments.thai",
        "assessments.fonts",
    },
    "assessments/heatmaps.py": {
        "matplotlib",
        "assessments.thai",
        "assessments.fonts",
    },
    "assessments/documents": {
        "assessments.heatmaps",
        "typst",
        "qrcode",
        "competency",
        "assessments.thai",
        "assessments.fonts",
    },
    "assessments/jobs": MAKERS
    | TOOLS
    | {"huey", "joblib", "flask", "flask_babel", "competency"}
    | {"numpy", "pandas", "assessments.queries", "assessments.operations"}
    | {"assessments.mail", "assessments.config"},
    "assessments/wording.py": FLASK
    | {"competency", "assessments.languages"}
    | {"assessments.pictures", "assessments.queries"},
    "assessments/clock.py": set(),
    "assessments/thai.py": {"icu4py", "pyuca"},
    "assessments/fonts.py": {"fontpkg", "matplotlib"},
    "assessments/config.py": {"pydantic", "competency"},
    "assessments/mail.py": {"assessments.config", "competency"},
    "assessments/single.py": FLASK
    | {"authlib", "joserfc", "requests", "competency"}
    | {f"assessments.{n}" for n in ("clock", "config", "languages")},
    "assessments/checks.py": {
        "alembic",
        "sqlalchemy",
        "assessments.database",
        "competency",
    },
    "assessments/extensions.py": FLASK | {"assessments.database", "assessments.models"},
    "assessments/errors": FLASK
    | {"competency"}
    | {
        f"assessments.{n}"
        for n in ("operations", "checks", "config", "mail", "queries", "single")
    },
    "assessments/access.py": FLASK
    | {f"assessments.{n}" for n in ("queries", "clock", "requests", "sessions")},
    "assessments/noting.py": FLASK
    | {f"assessments.{n}" for n in ("access", "clock", "requests")}
    | {f"assessments.{n}" for n in ("operations", "queries")},
    "assessments/sessions.py": FLASK
    | {f"assessments.{n}" for n in ("clock", "extensions", "requests")}
    | {"assessments.operations", "assessments.queries"},
    "assessments/demo": {"numpy", "yaml", "competency", "assessments"},
    "assessments/__init__.py": FLASK | {"assessments"},
    "assessments/account": PAGES,
    "assessments/staff": PAGES,
    "assessments/manager": PAGES,
    "assessments/hr": PAGES,
    "assessments/admin": PAGES,
    "assessments/cli": PAGES | {"assessments.demo", "yaml"},
    "assessments": FLASK
    | {"competency"}
    | TOOLS
    | {"assessments.access"}
    | {"assessments.navigation"},
}
"""What each room may import besides the standard library and itself."""


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        paths = sorted((ROOT / folder).rglob("*.py"))
        yield from (path for path in paths if "versions" not in path.parts)


def _room(path: Path) -> str:
    """The longest entry of the table that holds this file."""
    place = path.relative_to(ROOT).as_posix()
    holding = [r for r in TABLE if place == r or place.startswith(f"{r}/")]
    return max(holding, key=len)


def _imports(source: str) -> Iterator[str]:
    """Every module a source imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "assessments":
            yield from (f"assessments.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def strays(room: str, source: str) -> list[str]:
    """What a source imports although its room may not, as sentences."""
    own = room.removesuffix(".py").replace("/", ".")
    allowed = TABLE[room] | ({own} if own != "assessments" else set())
    found = []
    for name in _imports(source):
        parts = name.split(".")
        prefixes = {".".join(parts[: i + 1]) for i in range(len(parts))}
        if not prefixes & (allowed | EVERYWHERE):
            found.append(f"{room} imports {name}")
    return found


@pytest.mark.parametrize(
    "path",
    list(_files("competency", "assessments")),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    assert strays(_room(path), path.read_text("utf-8")) == []


def test_a_web_import_in_the_core_is_found() -> None:
    planted = "def f() -> None:\n    from flask import g\n"
    assert strays("competency", planted) == ["competency imports flask"]


def _calls(path: Path, name: str) -> list[int]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        node.lineno
        for node in calls
        if (isinstance(node.func, ast.Name) and node.func.id == name)
        or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
    ]


def test_selects_stand_only_in_queries() -> None:
    elsewhere = [
        f"{path.name}:{line}"
        for path in _files("assessments")
        if path.parent.name != "queries"
        for line in _calls(path, "select")
    ]
    assert elsewhere == []


def test_only_the_transaction_commits() -> None:
    own = ROOT / "assessments" / "operations" / "__init__.py"
    elsewhere = [
        f"{path.name}:{line}"
        for path in _files("assessments")
        if path != own
        for line in _calls(path, "commit")
    ]
    assert elsewhere == []


def test_every_core_module_has_a_test_of_its_name() -> None:
    plain = {"__init__", "errors", "problems"}
    modules = {path.stem for path in (ROOT / "competency").glob("*.py")} - plain
    folders = {p.parent.name for p in (ROOT / "competency").glob("*/__init__.py")}
    tested = {path.stem.removeprefix("test_") for path in _files("tests/competency")}
    tested |= {p.parent.name for p in (ROOT / "tests/competency").glob("*/test_*.py")}
    assert (modules | folders) - tested == set()
