"""The generated pages of the reference match the tables they are drawn from."""

from pathlib import Path

from services.diagrams import ladders, lifecycle, messages
from services.settings.township import Township
from texts.bundle import load

DOCS = Path(__file__).parents[3] / "docs" / "reference"


def test_the_lifecycle_page_is_what_the_tables_say() -> None:
    page = (DOCS / "lifecycle.md").read_text(encoding="utf-8")
    assert page == lifecycle.draw(load()["zh_CN"]), "run: python -m services.diagrams.lifecycle"


def test_the_ladders_page_is_what_the_settings_say(township: Township) -> None:
    page = (DOCS / "ladders.md").read_text(encoding="utf-8")
    assert page == ladders.draw(load()["zh_CN"], township), "run: python -m services.diagrams.ladders"


def test_the_messages_page_is_what_the_kinds_say() -> None:
    page = (DOCS / "messages.md").read_text(encoding="utf-8")
    assert page == messages.draw(), "run: python -m services.diagrams.messages"
