"""``python -m texts.prose``: the documents are in plain English (CONTRIBUTING, "Plain English").

The default run reads every Markdown file. ``--code`` reads docstrings and comments of the product's packages, or of
the folders named after it. ``--commits RANGE`` reads the subjects of these commits. Code in backticks and in fenced
blocks is skipped, so a page can quote a word that it advises against.
"""

import argparse
import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from texts.lint import ROOT, Fault
from texts.prose_rules import RULES

CODE = (
    *("bot", "handlers", "services", "models", "scheduler", "delivery", "sandbox", "texts"),
    *("migrations", "benchmarks"),
)
"""The folders that ``--code`` reads by default."""
_GENERATED = frozenset({"var", "dist", "node_modules"})


@dataclass(frozen=True)
class Passage:
    """A run of prose, with the file and the line where it starts."""

    file: str
    line: int
    text: str


def documents(root: Path = ROOT) -> list[Path]:
    """Return the Markdown files of the repository, without hidden and generated folders."""
    return sorted(
        file
        for file in root.rglob("*.md")
        if not any(part.startswith(".") or part in _GENERATED for part in file.relative_to(root).parts)
    )


def read_markdown(file: str, source: str) -> Iterator[Passage]:
    """Yield the page as one passage, without fenced blocks and link targets."""
    source = re.sub(r"^( *)(```|~~~).*?^ *\2 *$", _blank, source, flags=re.MULTILINE | re.DOTALL)
    yield Passage(file, 1, re.sub(r"(?<=\])\([^)\s]*\)", _blank, source))


def read_python(file: str, source: str) -> Iterator[Passage]:
    """Yield docstrings, also of constants and fields, and comments; full-line comments in a row are one passage."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield Passage(file, node.lineno, node.value.value)
    block: list[str] = []
    first = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        words = token.string.lstrip("#:! ")
        row = token.start[0]
        if token.line.strip() != token.string:  # a comment behind code
            yield Passage(file, row, words)
            continue
        if block and row != first + len(block):
            yield Passage(file, first, "\n".join(block))
            block = []
        first = first if block else row
        block.append(words)
    if block:
        yield Passage(file, first, "\n".join(block))


def read_commits(revisions: str, root: Path = ROOT) -> Iterator[Passage]:
    """Yield the subjects of the commits in a range."""
    listing = ["git", "log", "--no-merges", "--format=%h %s", revisions]
    log = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
    for entry in log.splitlines():
        commit, _, subject = entry.partition(" ")
        yield Passage(f"commit {commit}", 1, subject)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield a fault for each match of a rule, in the order of the rules, and one for each place."""
    places: set[int] = set()
    text = re.sub(r"(`+)[^`]+?\1", _blank, passage.text)
    for rule in RULES:
        for match in rule.regex.finditer(text):
            group = "words" if "words" in rule.regex.groupindex else 0
            place = match.start(group)
            if place in places:
                continue
            places.add(place)
            line = passage.line + text.count("\n", 0, place)
            words = " ".join(match.group(group).split())
            yield Fault(f"{passage.file}:{line}", f"{words!r}: {rule.hint}")


def _blank(match: re.Match[str]) -> str:
    """Return placeholders of the same length and lines."""
    return re.sub(r"[^\n]", "~", match.group())


def passages(arguments: argparse.Namespace, root: Path = ROOT) -> Iterator[Passage]:
    """Yield the prose that the command line asks for."""
    for page in documents(root):
        yield from read_markdown(page.relative_to(root).as_posix(), page.read_text(encoding="utf-8"))
    for folder in () if arguments.code is None else arguments.code or CODE:
        for module in sorted((root / folder).rglob("*.py")):
            yield from read_python(module.relative_to(root).as_posix(), module.read_text(encoding="utf-8"))
    if arguments.commits:
        yield from read_commits(arguments.commits, root)


def main(argv: list[str] | None = None) -> None:
    """Print every fault; exit 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m texts.prose")
    parser.add_argument("--code", nargs="*", metavar="FOLDER", help="also read docstrings and comments")
    parser.add_argument("--commits", metavar="RANGE", help="also read commit subjects, e.g. main..HEAD")
    faults = [fault for passage in passages(parser.parse_args(argv)) for fault in find(passage)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        by = Counter(re.split(r"[/: ]", fault.where)[0] for fault in faults)
        raise SystemExit(f"prose: {len(faults)} faults ({', '.join(f'{name} {count}' for name, count in by.items())})")
    print(f"prose: {len(documents())} pages")


if __name__ == "__main__":
    main()
