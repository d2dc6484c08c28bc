"""Words and clauses that plain English avoids: the table that ``python -m texts.prose`` reads."""

import re
from dataclasses import dataclass

_START = r"(?:\A|[.!?;|]\s+|\n\s*\n|^\s*(?:[-*>#|]+|\d+\.)\s+)\s*[*_]*"
"""The start of a sentence, a paragraph, a list entry, a heading or a table cell."""
_STATEMENT = r"(?![^.!?|]*\?)"
"""The sentence is no question."""


@dataclass(frozen=True)
class Rule:
    """A pattern that plain English avoids, a hint, and an example of a bad and a good sentence."""

    pattern: str
    hint: str
    bad: str
    good: str

    @property
    def regex(self) -> re.Pattern[str]:
        """Compile the pattern; a space in it also matches a line break."""
        return re.compile(self.pattern.replace(" ", r"\s+"), re.MULTILINE | re.IGNORECASE)


RULES = (
    Rule(
        rf"{_START}(?P<words>(?:who(?:ever|m|se)?|wh(?:at|ich)(?:ever)?)\b){_STATEMENT}",
        "make a person or a thing the subject",
        "Whoever presses too late is told who was faster.",
        "A person who presses too late learns who was faster.",
    ),
    Rule(
        r"\b(?:whoever|whomever|whosoever)\b",
        "name the person, or say 'anyone who'",
        "The card goes to whoever is on duty.",
        "The card goes to the officer on duty.",
    ),
    Rule(r"\bwhom\b", "name the person", "It says whom to call.", "It names the person to call."),
    Rule(
        r"\b(?:those|they|he|she) who\b",
        "name the people",
        "It reminds those who are silent.",
        "It reminds the people who have not answered.",
    ),
    Rule(
        r"\b(?:that|those) which\b",
        "name the thing",
        "It returns that which was stored.",
        "It returns the stored row.",
    ),
    Rule(
        r"\b(?:the|an?) own\b",
        "say whose: its own, the person's own",
        "A principal sees the own village.",
        "A principal sees only their village.",
    ),
    Rule(
        r"\b(?:is|are|was|were) to be\b",
        "use the verb: must be, will be, or an imperative",
        "The task is to be closed.",
        "The assignee must close the task.",
    ),
    Rule(
        r"\b(?:there(?:of|in|to|upon|with)|here(?:of|in|to|by|upon)|where(?:of|in|upon|with|by))\b",
        "use 'of it', 'in it', 'in which'",
        "The case and the parts thereof.",
        "The case and its parts.",
    ),
    Rule(
        r"\b(?:whence|whither|hither|hitherto|forthwith|lest|albeit|amidst|nay|ere)\b",
        "use today's word",
        "It waits lest a row is lost.",
        "It waits so that no row is lost.",
    ),
    Rule(
        r"\b(?:anew|all the same)\b",
        "say 'again' or 'still'",
        "The deadline is computed anew.",
        "The deadline is computed again.",
    ),
    Rule(
        rf"{_START}(?P<words>(?:were|had|should) (?:it|he|she|they|an?|the|nobody|somebody|anybody)\b){_STATEMENT}",
        "start with 'If'",
        "Should a row be missing, the import stops.",
        "If a row is missing, the import stops.",
    ),
    Rule(r"\bone's\b", "say whose", "It lists one's own tasks.", "It lists the person's tasks."),
    Rule(
        r"\breckon(?:s|ed|ing)?\b",
        "say 'compute', 'count' or 'estimate'",
        "The day is reckoned without holidays.",
        "The day is computed without holidays.",
    ),
    Rule(
        r"(?:\b(?:one|an?|the|own|her|his|their|each|single)|'s) press\b",
        "say 'button' or use the verb",
        "It ends with one press.",
        "One button ends it.",
    ),
    Rule(r"\brungs?\b", "say 'step'", "The next rung of the ladder.", "The next step of the ladder."),
    Rule(
        r"\bmuster(?:s|ed|ing)?\b",
        "say 'response'",
        "Each muster has a time.",
        "Each response has a time.",
    ),
    Rule(
        r"\b(?:the|an?|each|every|its|of|one|this|that|no|open|all|these|those|as|\d+) mends?\b|\bmenders?\b",
        "say 'remediation task' and 'assignee'",
        "It closes the mend.",
        "It closes the remediation task.",
    ),
    Rule(
        r"\b(?:an?|the|each|every|this|that|on a) rolls?\b(?![- ]calls?)(?! back)",
        "say 'roll call'",
        "Everybody on the roll answers.",
        "Everybody on the roll call answers.",
    ),
    Rule(r"\boutings?\b", "say 'deployment'", "The outing ends.", "The deployment ends."),
    Rule(
        r"\bon (?:the )?watch\b|\bthe watch\b",
        "say 'on duty'",
        "The officer on watch is told.",
        "The officer on duty is told.",
    ),
    Rule(
        r"\bheld (?:notices?|messages?|news|rows?|words)\b",
        "say 'batched'",
        "A held notice waits.",
        "A batched notice waits.",
    ),
    Rule(
        r"\bunit's share\b|\bre-?routed share\b",
        "say 'assignment'",
        "The unit's share of a case.",
        "The unit's assignment.",
    ),
)
