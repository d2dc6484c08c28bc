"""Code, screen and glossary use the same words."""

import re
from enum import Enum
from pathlib import Path

import pytest

import models.enums
from texts.bundle import load

ROOT = Path(__file__).parents[2]
VOCABULARIES = [
    kind
    for kind in vars(models.enums).values()
    if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith("models.enums")
]
assert VOCABULARIES


def members(kind: type[Enum]) -> list[tuple[str, str]]:
    """Each member's value and its text key: ``Role.UNIT_HEAD`` -> ``unit_head``, ``role-unit-head``."""
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
    values = [member.value if isinstance(member.value, str) else member.name.lower() for member in kind]
    return [(value, f"{prefix}-{value.lower().replace('_', '-')}") for value in values]


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_member_has_a_name_in_both_languages_and_in_the_glossary(kind: type[Enum]) -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    for value, key in members(kind):
        row = f"| `{value}` | {load()['zh_CN'].plain(key)} | {load()['en'].plain(key)} |"
        assert row in glossary, key


def test_names_within_a_vocabulary_differ() -> None:
    for kind in VOCABULARIES:
        for language in load().languages:
            names = [load()[language].plain(key) for _, key in members(kind)]
            assert len(names) == len(set(names)), (kind, language)
