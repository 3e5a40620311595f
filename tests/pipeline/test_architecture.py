"""Imports keep to the table of docs/architecture.md, and nothing heavy is imported at module level."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("pandas", "spacy", "underthesea", "pdfplumber", "lxml", "rich", "openpyxl", "docx", "pypdfium2", "PIL"),
    *("jinja2", "scipy", "sqlalchemy", "pg8000", "pyarrow", "matplotlib", "icalendar"),
)
ALWAYS, IN_FUNCTION, FOR_TYPES = "always", "in a function", "for types"


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of the table: module patterns, and the layers that may be imported (`lazily`: inside functions only)."""

    name: str
    modules: tuple[str, ...]
    above: frozenset[str]
    lazily: frozenset[str]


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, and when it is imported."""

    module: str
    when: str
    line: int


@cache
def layers() -> tuple[Layer, ...]:
    """The table between the markers of docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("<!-- layers:begin -->")[2].partition("<!-- layers:end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]
    return tuple(
        Layer(name, tuple(regex.findall(r"`([^`]+)`", modules)), names(above), names(above) | names(lazily))
        for name, modules, above, lazily in rows
    )


def names(cell: str) -> frozenset[str]:
    return frozenset(name.strip() for name in cell.split(",") if name.strip())


@cache
def modules() -> dict[str, Path]:
    """Every module of the two packages by its dotted name."""
    found = {}
    for path in sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "extractors").rglob("*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def layer_of(module: str) -> Layer:
    """The layer whose pattern fits the module; a module named in full belongs there whatever patterns say."""
    fitting = [layer for layer in layers() if module in layer.modules]
    fitting = fitting or [layer for layer in layers() if any(fnmatchcase(module, p) for p in layer.modules)]
    assert len(fitting) == 1, f"{module} belongs to {len(fitting)} layers; docs/architecture.md must name it in one"
    return fitting[0]


def imports(path: Path) -> list[Import]:
    return list(_imports(ast.parse(path.read_text(encoding="utf-8")), ALWAYS))


def _imports(node: ast.AST, when: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, when, child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0 and child.module, f"line {child.lineno}: imports are absolute"
            for alias in child.names:
                full = f"{child.module}.{alias.name}"
                yield Import(full if full in modules() else child.module, when, child.lineno)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports(child, when if when == FOR_TYPES else IN_FUNCTION)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from (found for part in child.body for found in _imports(ast.Module([part], []), FOR_TYPES))
            yield from (found for part in child.orelse for found in _imports(ast.Module([part], []), when))
        else:
            yield from _imports(child, when)


def test_the_table_names_known_layers() -> None:
    known = {layer.name for layer in layers()}
    assert len(layers()) > 5
    assert {name for layer in layers() for name in layer.lazily} <= known
    for layer in layers():
        assert any(fnmatchcase(module, pattern) for module in modules() for pattern in layer.modules), layer.name


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_keep_to_the_layers(module: str) -> None:
    own = layer_of(module)
    wrong = []
    for found in imports(modules()[module]):
        if found.module not in modules() or found.when == FOR_TYPES:
            continue
        other = layer_of(found.module).name
        if other != own.name and other not in (own.lazily if found.when == IN_FUNCTION else own.above):
            wrong.append(f"line {found.line} imports {found.module} ({other}) {found.when}")
    assert not wrong, f"{module} ({own.name}): {wrong}"


@pytest.mark.parametrize("module", sorted(m for m in modules() if m.split(".")[0] == "extractors"))
def test_extractors_know_nothing_of_pipeline(module: str) -> None:
    assert [found for found in imports(modules()[module]) if found.module.split(".")[0] == "pipeline"] == []


LOADED_BY_SPACY = "extractors.ner.components"
"""spaCy imports it by its entry points, when spaCy is there already; ours import it inside functions only."""


@pytest.mark.parametrize("module", sorted(set(modules()) - {LOADED_BY_SPACY}))
def test_nothing_heavy_at_module_level(module: str) -> None:
    heavy = [f for f in imports(modules()[module]) if f.when == ALWAYS and f.module.split(".")[0] in HEAVY]
    assert heavy == []


def test_the_command_line_starts_light() -> None:
    program = f"import pipeline.cli, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import pandas", [("pandas", ALWAYS)]),
        ("try:\n    import pandas as pd\nexcept ImportError:\n    pass", [("pandas", ALWAYS)]),
        ("def f():\n    from pipeline import records", [("pipeline.records", IN_FUNCTION)]),
        ("if TYPE_CHECKING:\n    import pandas\nelse:\n    import click", [("pandas", FOR_TYPES), ("click", ALWAYS)]),
        ("from pipeline.read import read, document", [("pipeline.read", ALWAYS), ("pipeline.read.document", ALWAYS)]),
    ],
)
def test_imports_are_found(source: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, encoding="utf-8")
    assert [(found.module, found.when) for found in imports(file)] == expected
