"""A card is drawn of what it is given; it asks the database nothing."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CARDS = sorted(
    path for path in (ROOT / "services").rglob("*.py") if path.stem in ("card", "cards") or path.stem.endswith("_cards")
)


@pytest.mark.parametrize("path", CARDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_card_asks_the_database_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not {module for module in imported if module and module.split(".")[0] == "sqlalchemy"}
    assert not [node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]


def test_every_area_that_draws_is_looked_at() -> None:
    assert len(CARDS) > 10
