"""Templates compile, speak through catalogues, and obey the content policy."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from assessments import create_app
from assessments.config import Settings

ROOT = Path(__file__).parents[1] / "assessments" / "templates"
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
SEEN = {"alt", "aria-label", "placeholder", "title", "summary"}
"""Attributes that a reader sees or hears."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    data = tmp_path_factory.mktemp("templates")
    app = create_app(Settings(data=data, secret="tests", testing=True))  # noqa: S106 -- guards nothing
    return app.jinja_env


def _words(node: nodes.Node) -> Iterator[str]:
    """The texts that an expression prints as they stand, without a call around."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        for branch in (node.expr1, node.expr2):
            yield from _words(branch) if branch is not None else ()
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _words(part)
    elif isinstance(node, nodes.Or):
        yield from _words(node.left)
        yield from _words(node.right)


def _printed(environment: Environment, expression: str) -> str:
    tree = environment.parse("{{" + expression + "}}")
    outputs = (part for output in tree.find_all(nodes.Output) for part in output.nodes)
    return " ".join(word for part in outputs for word in _words(part))


def _bare(environment: Environment, source: str) -> str:
    """The template without its Jinja, except for texts printed as they stand."""
    kept: list[str] = []
    expression: list[str] | None = None
    tag = False
    for _line, kind, value in environment.lex(source):
        if kind == "data" and not tag:
            kept.append(value)
        elif kind == "variable_begin":
            expression = []
        elif kind == "variable_end":
            kept.append(_printed(environment, "".join(expression or ())))
            expression = None
        elif kind in {"block_begin", "block_end"}:
            tag = kind == "block_begin"
        elif expression is not None:
            expression.append(value)
    return "".join(kept)


class _Faults(HTMLParser):
    """Bare texts and whatever the content policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if any(letter.isalpha() for letter in data):
            self.found.append(f"text {data.strip()!r}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(f"inline {tag}")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"attribute {name}")
            if name in SEEN and any(letter.isalpha() for letter in value or ""):
                self.found.append(f"{name} {value!r}")


def faults(environment: Environment, source: str) -> list[str]:
    """What stands in a template although it should not."""
    parser = _Faults()
    parser.feed(_bare(environment, source))
    parser.close()
    return parser.found


def unused(environment: Environment, source: str) -> list[str]:
    """Macros that a template imports and does not call."""
    tree = environment.parse(source)
    names = {node.name for node in tree.find_all(nodes.Name)}
    imported = (name for node in tree.find_all(nodes.FromImport) for name in node.names)
    own = (name if isinstance(name, str) else name[1] for name in imported)
    return [name for name in own if name not in names]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(environment: Environment, name: str) -> None:
    assert environment.get_template(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_bare_text_and_nothing_inline(
    environment: Environment, name: str
) -> None:
    assert faults(environment, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_uses_what_it_imports(environment: Environment, name: str) -> None:
    assert unused(environment, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<p>Hello</p>", "text 'Hello'"),
        ("<p>{{ 'Yes' if done else _('No') }}</p>", "text 'Yes'"),
        ("<p style='color: red'></p>", "attribute style"),
        ("<script>go()</script>", "inline script"),
        ("<button onclick='go()'></button>", "attribute onclick"),
        ("<img alt='A picture'>", "alt 'A picture'"),
    ],
)
def test_a_planted_fault_is_found(
    environment: Environment, source: str, fault: str
) -> None:
    assert fault in faults(environment, source)


def test_translated_texts_and_classes_are_no_faults(environment: Environment) -> None:
    source = """<p class="{{ 'on' if x else 'off' }}"{% if y == "z" %} id="a"{% endif %}
      aria-label="{{ _('Menu') }}">{{ _("Hello %(name)s", name=name) }} · {{ 1 }}</p>"""
    assert faults(environment, source) == []


def test_an_unused_import_is_found(environment: Environment) -> None:
    source = "{% from 'macros/fields.html' import field, button %}{{ field(x) }}"
    assert unused(environment, source) == ["button"]
