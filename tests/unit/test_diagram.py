"""The pictures in the docs are drawn from the tables, not from memory."""

from pathlib import Path

from services.diagram import draw
from texts.bundle import load


def test_the_lifecycle_page_is_what_the_tables_say() -> None:
    page = Path(__file__).parents[2] / "docs" / "lifecycle.md"
    assert page.read_text(encoding="utf-8") == draw(load()["zh_CN"]), "run: python -m services.diagram"
