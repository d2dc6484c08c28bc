"""Handlers ask services: of sqlalchemy they know the session's type alone, and they call nothing of a session."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "handlers").rglob("*.py"))
OF_SESSION = {
    "execute",
    "scalar",
    "scalars",
    "get",
    "get_one",
    "add",
    "add_all",
    "delete",
    "flush",
    "commit",
    "refresh",
}


def faults(source: str) -> list[str]:
    """Return what a handler imports of sqlalchemy, or calls of a session."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name.startswith("sqlalchemy")]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            found += [one.name for one in node.names if one.name != "AsyncSession"]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OF_SESSION:
            owner = ast.unparse(node.func.value)
            found += [f"{owner}.{node.func.attr}"] if owner.rpartition(".")[2] == "session" else []
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_handler_asks_services(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    ["import sqlalchemy as sa", "from sqlalchemy import select", "context.session.scalar(1)", "session.get(A, 1)"],
)
def test_a_query_is_found(source: str) -> None:
    assert faults(source)
