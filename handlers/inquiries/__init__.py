"""From a case: ask its reporter, ring the reporter, ring the unit. Start with ``inquiries``."""

from handlers.inquiries import inquiries
from handlers.kit.registry import Stage, placed

ROUTERS = (*placed(inquiries.replies, stage=Stage.QUESTION), *placed(inquiries.router))
