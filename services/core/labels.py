"""The labels of members of the closed vocabularies, in the words of the glossary."""

import re
from enum import Enum
from functools import cache

from markupsafe import Markup

from texts import Words


def name(words: Words, member: Enum) -> Markup:
    """Return the label of an enum's member, such as that of ``case-state-closed``, in the language of the words."""
    value = member.name if isinstance(member.value, int) else member.value
    return words(f"{_prefix(type(member))}-{hyphened(value)}")


def hyphened(key: str) -> str:
    """Return a key in the form of text keys: lower case, with hyphens."""
    return key.replace("_", "-").lower()


@cache
def _prefix(vocabulary: type[Enum]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", vocabulary.__name__).lower()
