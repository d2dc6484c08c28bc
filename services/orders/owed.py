"""The deadline of the answer to an order."""

from models.enums import DeadlineKind
from services.cases.owed import of_case

OWED = of_case(DeadlineKind.ANSWER_ORDER)
