"""The docs draw the floors as the contract says them, and no folder or file outgrows what one sees at a glance."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "services", "scheduler", "delivery", "sandbox", "texts")
MOST_FILES = 12
MOST_LINES = 300


def picture() -> str:
    """Draw the floors of the house, of the domain and of the conversation, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = {"": "the house", "services": "services/", "handlers": "handlers/"}
    drawn = []
    for contract in contracts:
        container = contract.get("containers", [""])[0]
        if contract["type"] == "layers" and container in rooms:
            floors = [f"  {floor.replace(' | ', ' · ')}" for floor in contract["layers"]]
            drawn.append("\n".join([rooms[container], *floors]))
    return "\n\n".join(drawn)


def test_the_docs_draw_the_floors_as_they_are_checked() -> None:
    assert f"```\n{picture()}\n```" in (ROOT / "docs/why/architecture.md").read_text(encoding="utf-8"), picture()


@pytest.mark.parametrize("layer", PRODUCT)
def test_no_folder_has_more_files_than_one_sees_at_a_glance(layer: str) -> None:
    for folder in {file.parent for file in (ROOT / layer).rglob("*.py")}:
        files = [file.name for file in folder.glob("*.py") if file.name != "__init__.py"]
        assert len(files) <= MOST_FILES, folder.relative_to(ROOT)


@pytest.mark.parametrize("layer", PRODUCT)
def test_no_file_is_longer_than_one_noun_needs(layer: str) -> None:
    for file in (ROOT / layer).rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, file.relative_to(ROOT)


@pytest.mark.parametrize("layer", PRODUCT)
def test_every_room_says_what_it_is_for(layer: str) -> None:
    for room in (ROOT / layer).rglob("__init__.py"):
        assert room.read_text(encoding="utf-8").startswith('"""'), room.relative_to(ROOT)
