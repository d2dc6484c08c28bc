"""Fluent texts, one bundle a language. Arguments are escaped for Telegram's HTML; ``Markup`` is not."""

import re
from copy import copy
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import parse_pattern
from babel.plural import PluralRule
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as syntax
from markupsafe import Markup, escape

HERE = Path(__file__).parent
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Unicode's overrides of the direction of writing: one in a report would turn all that follows in its line around."""
_ENTRY = re.compile(r"^(?=[a-z])", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
LONG = 1000
"""Characters: fluent.runtime refuses arguments over 2,500 of them, so longer ones are put in after it is done."""
LATELY = 500
"""Texts with arguments that are remembered."""
DEFAULT = "zh_CN"
NUMBERS = parse_pattern("#,##0.###")
PLURALS = {"zh": PluralRule({}), "en": PluralRule({"one": "i = 1 and v = 0"})}


class MissingText(LookupError):
    """A key that no file of the language has: a defect, found by the texts check."""


class _Locale(Locale):
    """The rules of numbers of a language. To know them, babel would read 4 MB about the countries that speak it."""

    plural_form = property(lambda self: PLURALS[self.language])
    decimal_formats = property(lambda self: {None: NUMBERS})
    number_symbols = property(lambda self: {"latn": {}})


class _Bundle(FluentBundle):
    """Fluent's texts of a language with such rules."""

    def _get_babel_locale(self) -> Locale:
        return _Locale(self.locales[0])


class Words:
    """The texts of one language: ``words("receipt", number="YH…")``. A tuple of names is said as a list.

    ``whole_names``: whether cards drawn with these words have the whole names of colleagues (``to_colleague``).
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = _Bundle([language.partition("_")[0]], use_isolating=False)
        self._sources: dict[str, str] = {}  # parsed when first said: to parse all of them is most of a process's start
        for file in sorted((HERE / language).glob("*.ftl")):
            for source in _ENTRY.split(file.read_text(encoding="utf-8"))[1:]:
                self._sources[intern(source.partition(" ")[0])] = source
        self.whole_names = False
        self._to_colleague: Words | None = None
        self._alone: dict[str, Markup] = {}  # texts without arguments: most lines and buttons, drawn for every card
        self._labels: dict[str, str] = {}  # the same as plain words
        self._lately: dict[tuple[Any, ...], Markup] = {}  # a card is drawn for many readers with the same arguments

    def __call__(self, key: str, /, **arguments: Any) -> Markup:
        """Return the text as HTML. Raises ``MissingText`` for an unknown key, ``ValueError`` for a missing argument."""
        if arguments:
            alike = key, *arguments, *arguments.values(), *map(type, arguments.values())
            try:
                if (said := self._lately.get(alike)) is None:
                    said = self._lately[alike] = self._said(key, arguments)
            except TypeError:  # a list cannot be remembered
                return self._said(key, arguments)
            if len(self._lately) > LATELY:
                self._lately.clear()
            return said
        said = self._alone.get(key)
        if said is None:
            said = self._alone[key] = self._said(key, arguments)
        return said

    def _said(self, key: str, arguments: dict[str, Any]) -> Markup:
        if not self.has(key):
            raise MissingText(f"{self.language}: {key}")
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._sources[key]))
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingText(f"{self.language}: {key} has no value")
        spoken = {k: _safe(self._listed(v) if isinstance(v, tuple) else v) for k, v in arguments.items()}
        long = {f"\ue000{k}\ue001": v for k, v in spoken.items() if isinstance(v, str) and len(v) > LONG}
        if long:
            spoken |= {place[1:-1]: place for place in long}
        text, errors = self._bundle.format_pattern(pattern, spoken)
        if errors:
            raise ValueError(f"{self.language}: {key}: {errors}")
        said = str(text)
        for place, value in long.items():
            said = said.replace(place, value)
        return Markup(said)

    @property
    def to_colleague(self) -> "Words":
        """The same words said to one person of the roster, alone: colleagues have their whole names in them (I9)."""
        if self._to_colleague is None:
            self._to_colleague = copy(self)
            self._to_colleague.whole_names = True
        return self._to_colleague

    def _listed(self, names: tuple[str, ...]) -> str:
        return self.plain("list-comma").join(names)

    def plain(self, key: str, /, **arguments: Any) -> str:
        """Return the text without HTML, for button labels, callback answers, files and logs."""
        if arguments:
            return self(key, **arguments).unescape()
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = self(key).unescape()
        return label

    def shape(self, key: str) -> str:
        """Return a regular expression that finds the text of a key in plain words, whatever its arguments were.

        Raises ``MissingText`` for an unknown key.
        """
        if not self.has(key):
            raise MissingText(f"{self.language}: {key}")
        entry = FluentParser().parse_entry(self._sources[key])
        if not isinstance(entry, syntax.Message) or entry.value is None:
            raise MissingText(f"{self.language}: {key} has no value")
        return _shape(entry.value)

    def has(self, key: str) -> bool:
        """Whether the language has the key."""
        return key in self._sources

    def time(self, at: datetime, zone: ZoneInfo, *, style: str = "short") -> str:
        """Return an instant on the township's wall clock; ``style`` is "short" (11-23 14:05) or "full" (with year)."""
        local = at.astimezone(zone)
        return local.strftime("%Y-%m-%d %H:%M" if style == "full" else "%m-%d %H:%M")


class Texts:
    """Every language's words."""

    def __init__(self, languages: tuple[str, ...] = ("zh_CN", "en")) -> None:
        self.languages = languages
        self._words: dict[str, Words] = {}  # read when first spoken: with the rules of a language they take 5 MB

    def __getitem__(self, language: str | None) -> Words:
        """Return the language's words, or the default language's."""
        name = str(language) if language in self.languages else DEFAULT
        if name not in self._words:
            self._words[name] = Words(name)
        return self._words[name]


@lru_cache(maxsize=1)
def load() -> Texts:
    """Return the texts, read once a process: they are constants, like code."""
    return Texts()


def _safe(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(_TURNING.sub("", value))
    return value


def _shape(pattern: syntax.Pattern) -> str:
    found = []
    for element in pattern.elements:
        if isinstance(element, syntax.TextElement):
            found.append(re.escape(Markup(_TAG.sub("", element.value)).unescape()))
        elif isinstance(element.expression, syntax.SelectExpression):
            found.append(f"(?:{'|'.join(_shape(one.value) for one in element.expression.variants)})")
        else:
            found.append(".*?")
    return "".join(found)
