"""Answers in words: messages, replies and reactions count as the button that means the same.

Start with ``private``; ``elsewhere`` takes reactions, and replies in groups; ``choices`` brings the buttons back.
"""

from handlers.answers import choices, elsewhere, private
from handlers.kit.registry import Stage, placed

ROUTERS = placed(elsewhere.router, stage=Stage.GATE) + placed(choices.router, private.router, stage=Stage.ANSWER)
