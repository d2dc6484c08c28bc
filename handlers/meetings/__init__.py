"""Joint meetings (联席会议): the list, one meeting, answers and roll, topics and agenda, minutes, resolutions.

Start with ``meetings``.
"""

from handlers.kit.registry import MenuEntry, placed
from handlers.meetings import agenda, attendance, changes, meetings, minutes, resolutions, topics
from models.enums import Action

ROUTERS = placed(
    meetings.router, changes.router, attendance.router, topics.router, agenda.router, minutes.router, resolutions.router
)
MENU = (MenuEntry("menu-meetings", "meetings", Action.ATTEND_MEETING, place=58),)
