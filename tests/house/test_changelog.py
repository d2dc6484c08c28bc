"""Each changelog fragment has a name that a release collects, and says something."""

import re
import tomllib

from texts.prose import ROOT

TOWNCRIER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
TYPES = "|".join(kind["directory"] for kind in TOWNCRIER["type"])


def test_fragments_are_named_after_a_change_and_its_type() -> None:
    fragments = [file for file in (ROOT / TOWNCRIER["directory"]).iterdir() if file.name not in TOWNCRIER["ignore"]]
    assert [file.name for file in fragments if not re.fullmatch(rf"[a-z0-9-]+\.({TYPES})\.md", file.name)] == []
    assert [file.name for file in fragments if not file.read_text(encoding="utf-8").strip()] == []


def test_the_changelog_has_the_place_where_a_release_is_inserted() -> None:
    assert (ROOT / TOWNCRIER["filename"]).read_text(encoding="utf-8").count(TOWNCRIER["start_string"]) == 1
