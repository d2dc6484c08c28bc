"""``python -m texts.lint``: the languages say the same things, the code says nothing itself, and every key exists.

1. Every language has the same files, keys and arguments; no key twice, no line that Fluent cannot read.
2. Handlers, services and delivery hold no sentence that a person would see: no Chinese at all, and no English in
   handlers or in what becomes a message. Allowed are docstrings, log events, the texts of exceptions that are defects
   (``ValueError`` …), and words that are understood rather than said: regular expressions, comparisons, short words
   in a constant.
3. A key written in code exists, with every argument it needs.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

HERE = Path(__file__).parent
ROOT = HERE.parent
SILENT = ("handlers", "services", "delivery")
"""Packages that must not speak for themselves."""
SPEAKING = (*SILENT, "bot", "scheduler", "console")
"""Packages whose keys are checked."""
LANGUAGES = tuple(sorted(folder.name for folder in HERE.iterdir() if (folder / "roles.ftl").is_file()))

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_SENTENCE = re.compile(r"[\u3400-\u9fff]{8}|[\u3400-\u9fff].*[\uff0c\u3002\uff01\uff1f\uff1a\uff1b]")
_ENGLISH = re.compile(r"\b[A-Za-z]{2,}[,;:]? [a-z]{2,}\b(?!=)")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|NOTIFY|LISTEN|BEGIN|CREATE|EXISTS|\w+ (IN|IS|NOT|=))\b")
_TEXTUAL = frozenset(
    "removeprefix removesuffix strip lstrip rstrip replace startswith endswith split partition rpartition".split()  # noqa: SIM905
)
_SAYING = frozenset({"words", "plain", "offer"})
_REFUSING = frozenset({"Refused", "Forbidden", "Stale", "BackupRefused"})
_SHOWING = frozenset({"Card", "Button", "button", "lines", "Markup", "Const", "Format"})
"""Calls in services and delivery whose arguments a person sees."""
_LOGGING = frozenset({"debug", "info", "warning", "error", "exception", "critical", "bind", "getLogger", "get_logger"})


@dataclass(frozen=True)
class Fault:
    """A defect, with its place as editors open it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Entry:
    """One message of one language."""

    file: str
    arguments: frozenset[str]


class _Arguments(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.found.add(node.id.name)


def entries(folder: Path) -> tuple[dict[str, Entry], list[Fault]]:
    """Return the messages of a language's files, and what is wrong with the files themselves."""
    found: dict[str, Entry] = {}
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.ftl")):
        place = f"texts/{folder.name}/{file.name}"
        for part in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(part, ftl.Junk):
                faults.append(Fault(place, f"Fluent cannot read: {(part.content or '').strip()[:60]}"))
            if not isinstance(part, ftl.Message):
                continue
            key = part.id.name
            if key in found:
                faults.append(Fault(place, f"{key} is in {found[key].file} already"))
            arguments = _Arguments()
            arguments.visit(part)
            found[key] = Entry(file.name, frozenset(arguments.found))
    return found, faults


def compare(languages: Mapping[str, Mapping[str, Entry]]) -> Iterator[Fault]:
    """Yield where a language differs from the first: keys, the file they are in, their arguments."""
    first, *others = languages
    for other in others:
        ours, theirs = languages[first], languages[other]
        for key in sorted(ours.keys() ^ theirs.keys()):
            has, lacks = (first, other) if key in ours else (other, first)
            yield Fault(f"texts/{lacks}/{(ours.get(key) or theirs[key]).file}", f"{key} is missing ({has} has it)")
        for key in sorted(ours.keys() & theirs.keys()):
            if ours[key].file != theirs[key].file:
                yield Fault(f"texts/{other}/{theirs[key].file}", f"{key} belongs into {ours[key].file}")
            if ours[key].arguments != theirs[key].arguments:
                differing = ", ".join(sorted(ours[key].arguments ^ theirs[key].arguments))
                yield Fault(f"texts/{other}/{theirs[key].file}", f"{key}: only one language uses {differing}")


class _Code(ast.NodeVisitor):
    """Walks one module; knows at each literal what surrounds it."""

    def __init__(self, place: str, keys: Mapping[str, Entry], silent: bool) -> None:
        self.place = place
        self.keys = keys
        self.silent = silent
        self.faults: list[Fault] = []
        self.understood = 0  # inside a regular expression, a comparison, SQL, a log event, an exception
        self.constant = 0  # inside the value of an UPPER_CASE name
        self.shown = int(place.startswith("handlers/"))  # inside what becomes a message

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._assigned(node, node.targets[0])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._assigned(node, node.target)

    def _assigned(self, node: ast.Assign | ast.AnnAssign, target: ast.expr) -> None:
        upper = isinstance(target, ast.Name) and target.id.strip("_").isupper()
        self.constant += upper
        if node.value is not None:
            self.visit(node.value)
        self.constant -= upper

    def visit_Compare(self, node: ast.Compare) -> None:
        self._inside(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self._inside(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        self.understood += 1
        self.visit(node.pattern)
        self.understood -= 1
        for statement in node.body:
            self.visit(statement)

    def visit_Raise(self, node: ast.Raise) -> None:
        if isinstance(node.exc, ast.Call) and _name(node.exc.func) in _REFUSING:
            self.visit(node.exc)
        else:
            self._inside(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name in _SAYING or name in _REFUSING:
            self._key(node)
        owner = _name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        technical = (owner == "re" and name != "sub") or name in _TEXTUAL
        technical = technical or (name in _LOGGING and owner in ("log", "logging", "structlog"))
        technical = technical or name in ("text", "literal_column", "exec_driver_sql", "TypeVar")
        if technical:
            self._inside(node)
            return
        self.shown += name in _SHOWING
        self.generic_visit(node)
        self.shown -= name in _SHOWING

    def _inside(self, node: ast.AST) -> None:
        self.understood += 1
        self.generic_visit(node)
        self.understood -= 1

    def visit_Constant(self, node: ast.Constant) -> None:
        if self.silent and isinstance(node.value, str) and not self.understood:
            self._sentence(node, node.value)

    def _sentence(self, node: ast.Constant, text: str) -> None:
        han = _HAN_SENTENCE.search(text) if self.constant else _HAN.search(text)
        english = self.shown and not self.constant and _ENGLISH.search(text) and not _SQL.search(text)
        if han or english:
            self._fault(node, f"a text of its own: {text.strip()[:40]!r}; give it a key in texts/")

    def _key(self, node: ast.Call) -> None:
        key = node.args[0] if node.args else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            entry = self.keys.get(key.value)
            if entry is None:
                if _KEY.fullmatch(key.value) or _name(node.func) in _REFUSING:
                    self._fault(node, f"no text {key.value}")
            elif not any(word.arg is None for word in node.keywords):
                missing = entry.arguments - {word.arg for word in node.keywords if word.arg}
                if missing:
                    self._fault(node, f"{key.value} needs {', '.join(sorted(missing))}")
        elif isinstance(key, ast.JoinedStr):
            pattern = re.compile(
                "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
                    for part in key.values
                )
            )
            if not any(pattern.fullmatch(known) for known in self.keys):
                self._fault(node, f"no text like {pattern.pattern}")

    def _fault(self, node: ast.expr, what: str) -> None:
        self.faults.append(Fault(f"{self.place}:{node.lineno}", what))


def _pattern(part: ast.expr) -> str:
    """Return what a part of an f-string may be: itself, or any piece of a key."""
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def read_code(source: str, place: str, keys: Mapping[str, Entry], *, silent: bool) -> list[Fault]:
    """Return what is wrong with the texts and keys of one module's source."""
    code = _Code(place, keys, silent)
    code.visit(ast.parse(source))
    return code.faults


def check(root: Path = ROOT) -> list[Fault]:
    """Return every fault of texts and code."""
    faults: list[Fault] = []
    languages: dict[str, dict[str, Entry]] = {}
    for language in sorted(LANGUAGES, reverse=True):
        languages[language], wrong = entries(HERE / language)
        faults += wrong
    faults += compare(languages)
    keys = next(iter(languages.values()))
    for package in SPEAKING:
        for file in sorted((root / package).rglob("*.py")):
            place = file.relative_to(root).as_posix()
            faults += read_code(file.read_text(encoding="utf-8"), place, keys, silent=package in SILENT)
    return faults


def main() -> None:
    """Print every fault; exit 1 when there is one."""
    faults = check()
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        by = Counter(fault.where.split("/")[0] for fault in faults)
        raise SystemExit(f"texts: {len(faults)} faults ({', '.join(f'{name} {count}' for name, count in by.items())})")
    print(f"texts: {len(entries(HERE / LANGUAGES[0])[0])} keys in {len(LANGUAGES)} languages")


if __name__ == "__main__":
    main()
