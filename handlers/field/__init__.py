"""The news of people on scene: reports, handovers, their position. Start with ``notes``."""

from handlers.field import handovers, notes, tracks
from handlers.kit.registry import Stage, placed

ROUTERS = placed(handovers.router, tracks.router) + placed(notes.router, stage=Stage.REPORT)
