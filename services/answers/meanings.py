"""The meaning of words that answer: a table in the texts for each language, looked up after the words are made alike.

A phrase counts only where a whole clause is made of the table's phrases: ``安全`` answers, ``安全隐患`` does not.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from texts import Texts, Words


class Meaning(StrEnum):
    """The meaning of a phrase."""

    ACKNOWLEDGE = "acknowledge"  # 收到
    AGREE = "agree"  # 同意
    REFUSE = "refuse"  # 不同意
    CANNOT = "cannot"  # 到不了
    ON_THE_WAY = "on-the-way"  # 在路上
    ARRIVED = "arrived"  # 到了
    STILL_ON = "still-on"  # 还在处理
    SAFE = "safe"  # 全队平安
    BACK = "back"  # 已归队
    FALSE_ALARM = "false-alarm"  # 误报
    GREETING = "greeting"
    THANKS = "thanks"
    QUESTION = "question"


SOCIAL = frozenset({Meaning.GREETING, Meaning.THANKS})
"""Meanings that nothing waits for."""
EMPTY = SOCIAL | {Meaning.ACKNOWLEDGE, Meaning.AGREE}
"""Meanings that tell nothing new: words with these alone are never added to a case or a report."""
_SOON = "soon"
_FILLER = "filler"
_RANKS = (
    SOCIAL,
    {Meaning.ACKNOWLEDGE},
    {Meaning.AGREE},
    {Meaning.SAFE},
)
"""Of several meanings the later ones count; all others come last."""
_BEFORE_MORE = frozenset({Meaning.CANNOT})
"""A phrase of these answers even where more words follow without a pause."""
_NUMBER = re.compile(
    r"(?:[0-9]+|[零一二两三四五六七八九十百半]+)多?(?=\s?(?:分钟|分|个小时|小时|个钟头|钟头|点|刻钟|min|hour))"
)
_TONES = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_BREAKS = re.compile(r"[,;:.!?、。…~\-—()\[\]【】《》「」『』\"'“”‘’|/\\*\n\r]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Heard:
    """Words as far as they are understood."""

    meanings: frozenset[Meaning] = frozenset()
    """More than one when they contradict each other."""
    rest: str = ""
    """The clauses beyond; empty when everything is understood."""

    @property
    def pure(self) -> bool:
        """Whether the words are nothing but an answer, a greeting or thanks."""
        return bool(self.meanings) and not self.rest and Meaning.QUESTION not in self.meanings

    @property
    def empty(self) -> bool:
        """Whether the words tell nothing that is worth keeping."""
        return self.pure and self.meanings <= EMPTY

    @property
    def answers(self) -> frozenset[Meaning]:
        """The meanings that something may wait for."""
        return self.meanings - SOCIAL - {Meaning.QUESTION}


class Vocabulary:
    """The phrases of every language: people mix them."""

    def __init__(self, texts: Texts) -> None:
        every = [texts[language] for language in texts.languages]
        pairs = "".join(words.plain("answers-alike") for words in every).split()
        self._alike = str.maketrans({pair[0]: pair[1] for pair in pairs if len(pair) == 2})
        self._phrases: dict[str, set[str]] = {}
        for name in (*(one.value for one in Meaning if one is not Meaning.QUESTION), _SOON, _FILLER):
            for words in every:
                for phrase in words.plain(f"answers-say-{name}").split(","):
                    if made := self._one(phrase):
                        self._phrases.setdefault(made, set()).add(name)
        self._longest = max(map(len, self._phrases))
        self._joints = self._listed(every, "answers-joints")
        self._asking = self._listed(every, "answers-asking")
        self._dangers = self._listed(every, "answers-dangers")
        self._vital = self._listed(every, "answers-vital")

    def _listed(self, every: list[Words], key: str) -> tuple[str, ...]:
        found = (self._one(one) for words in every for one in words.plain(key).split(","))
        return tuple(sorted(filter(None, found), key=len, reverse=True))

    def alike(self, said: str) -> str:
        """Return words without differences that mean nothing: width, case, tones of emoji, traditional characters."""
        plain = _TONES.sub("", unicodedata.normalize("NFKC", said)).casefold().translate(self._alike)
        return _NUMBER.sub("#", plain)

    def _one(self, phrase: str) -> str:
        return _BLANKS.sub("", self.alike(phrase).replace("'", "")).strip()

    def danger(self, said: str) -> bool:
        """Whether words have a sign of a hazard."""
        plain = _BLANKS.sub("", self.alike(said))
        return any(word in plain for word in self._dangers)

    def vital(self, said: str) -> bool:
        """Whether people at work on an incident must hear words at once: a hazard, people, or haste."""
        plain = _BLANKS.sub("", self.alike(said))
        return any(word in plain for word in (*self._dangers, *self._vital))

    def hear(self, said: str) -> Heard:
        """Return what the words mean; the clauses that the table does not know are the rest."""
        plain = self.alike(said).replace("'", "").replace("’", "")
        asked = "?" in plain
        clauses = [_BLANKS.sub("", one) for one in _BREAKS.sub(",", _BESIDE_HAN.sub(",", plain)).split(",")]
        clauses = [one for one in clauses if one]
        whole = self._cover("".join(clauses))
        if whole is not None and not asked:
            return Heard(_ranked(whole))
        names: set[str] = set()
        rest: list[str] = []
        for clause in clauses:
            found, more = self._clause(clause)
            names |= found
            rest += [more] if more else []
        if not rest and asked:
            return Heard(frozenset({Meaning.QUESTION}), said.strip())
        asks = asked or any(word in clause for clause in rest for word in self._asking)
        meanings = _ranked(names)
        if asks and not meanings - SOCIAL:
            return Heard(frozenset({Meaning.QUESTION}), ",".join(rest))
        return Heard(meanings, ",".join(rest))

    def _clause(self, clause: str) -> tuple[set[str], str]:
        """Return what a clause says and what is left of it; one sign alone is too little among other words."""
        whole = self._cover(clause)
        if whole is not None:
            return (whole, "") if len(clause) > 1 else (set(), "")
        for end in range(min(len(clause) - 1, 2 * self._longest), 1, -1):
            begun, more = self._cover(clause[:end]), clause[end:]
            if begun and begun - {_FILLER} and (begun & _BEFORE_MORE or more.startswith(self._joints)):
                return begun, more
        return set(), clause

    def _cover(self, text: str) -> set[str] | None:
        """Return the names of the phrases that a text is made of, the longest first; None when it is not."""
        dead: set[int] = set()

        def at(start: int) -> tuple[str, ...] | None:
            if start == len(text):
                return ()
            if start in dead:
                return None
            for end in range(min(len(text), start + self._longest), start, -1):
                if (phrase := text[start:end]) in self._phrases and (following := at(end)) is not None:
                    return (phrase, *following)
            dead.add(start)
            return None

        found = at(0) if text and len(text) < 200 else None
        return None if found is None else set().union(*(self._phrases[phrase] for phrase in found))


def _ranked(names: set[str]) -> frozenset[Meaning]:
    """Return the meanings that count: ``马上`` and ``到`` are on the way, ``好的`` and ``到不了`` is cannot."""
    said = set(names) - {_FILLER}
    if _SOON in said:
        said -= {_SOON, Meaning.ARRIVED.value}
        if not said - {one.value for one in EMPTY}:
            said.add(Meaning.ON_THE_WAY.value)
    meanings = {Meaning(one) for one in said}
    last = meanings - frozenset().union(*_RANKS)
    for rank in (last, *({*one} & meanings for one in reversed(_RANKS))):
        if rank:
            return frozenset(rank)
    return frozenset()


@lru_cache(maxsize=4)
def vocabulary(texts: Texts) -> Vocabulary:
    """Return the phrases of these texts, read once."""
    return Vocabulary(texts)
