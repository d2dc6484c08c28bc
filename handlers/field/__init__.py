"""What people on scene send: reports, handovers, their position. Start with ``notes``."""

from handlers.field import handovers, notes, tracks
from handlers.kit.registry import Placed, Stage

ROUTERS = (
    Placed(handovers.router),
    Placed(tracks.router),
    Placed(notes.router, Stage.REPORT),
)
