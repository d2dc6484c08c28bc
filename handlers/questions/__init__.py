"""Steps that need a word or a time: the question, the answer, and what is done with it.

Start with ``table``, which lists every question, then ``asking``.
"""

from handlers.kit.registry import Stage, placed
from handlers.questions import asking

ROUTERS = placed(asking.router, stage=Stage.QUESTION)
