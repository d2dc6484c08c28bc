"""Words that two people have changed: the changes of one are brought into what the other has made of them."""

from difflib import SequenceMatcher


def merged(before: str, mine: str, theirs: str) -> str:
    """Return ``theirs`` with what was changed from ``before`` to ``mine``. Lines that others added or changed stay.

    New lines come last; so does the new wording of a line that the other side has changed as well.
    """
    if theirs == before or mine == theirs:
        return mine
    old, new, kept = before.splitlines(), mine.splitlines(), theirs.splitlines()
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = old[first:last], new[start:end]
        at = _found(kept, removed) if removed else None
        if tag == "equal":
            continue
        if at is None:
            kept += added
        else:
            kept[at : at + len(removed)] = added
    return "\n".join(kept).strip()


def _found(lines: list[str], wanted: list[str]) -> int | None:
    """Return where these lines stand side by side."""
    return next((at for at in range(len(lines)) if lines[at : at + len(wanted)] == wanted), None)
