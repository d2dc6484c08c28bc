"""The trainer's events of the demo: a new report, a call for help, a weather warning as a file."""

import asyncio
from base64 import b64encode
from datetime import timedelta
from functools import partial

from bot.demo.cast import ELSEWHERE, TOKEN, Cast
from bot.demo.guide import both
from bot.demo.places import VILLAGES
from sandbox.errors import Misuse
from sandbox.web.guide import Inject
from sandbox.world.actions import composing
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room
from sandbox.world.state import World

PATIENCE = 20
"""Seconds to wait for the card whose button the reporter presses."""
_ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>demo-{stamp}</identifier>
<sender>weather@example.cn</sender><sent>{sent}</sent><status>Actual</status><msgType>Alert</msgType>
<scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>暴雨</event>
<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>{expires}</expires>
<headline>县气象台发布暴雨橙色预警</headline>
<description>预计未来 3 小时降雨量将达 50 毫米以上。</description>
<area><areaDesc>青溪镇</areaDesc><polygon>30.0,107.9 30.0,108.2 30.4,108.2 30.4,107.9 30.0,107.9</polygon></area>
</info></alert>"""


def injects(cast: Cast) -> list[Inject]:
    """Return what can happen; each is played by people of the cast."""
    return [
        Inject(both("demo-inject-report"), partial(_report, cast)),
        Inject(both("demo-inject-help"), partial(_help, cast)),
        Inject(both("demo-inject-warning"), partial(_warning, cast)),
    ]


def _phone(world: World, person: int) -> tuple[Phone, Room]:
    player = world.person(person)
    return Phone(world, player), world.private(player, world.bot(TOKEN))


async def _report(cast: Cast, world: World) -> None:
    """Somebody of another village reports a hazard in full."""
    phone, room = _phone(world, cast.reporter.id)
    _, _, latitude, longitude, _ = next(one for one in VILLAGES if one[0] == ELSEWHERE)
    phone.send(room, composing.file(world, "photo", True, "路边挡墙鼓起来了，有两米多长"))
    phone.send(room, composing.place({"latitude": latitude, "longitude": longitude}))
    async with asyncio.timeout(PATIENCE):
        while not await _presses(phone, room, "提交", "Submit"):
            await room.changed.wait(1)


async def _presses(phone: Phone, room: Room, *labels: str) -> bool:
    """Press the newest button with one of these words; return whether there was one."""
    for message in room.seen_by(phone.person):
        rows = message.inline["inline_keyboard"] if message.inline is not None else []
        for button in (button for row in rows for button in row):
            if any(label in button["text"] for label in labels):
                try:
                    await phone.tap(room, message_id=message.id, text=button["text"])
                except Misuse:
                    return False
                return True
    return False


def _help(cast: Cast, world: World) -> None:
    """Somebody of another village calls for help and says why."""
    phone, room = _phone(world, cast.reporter.id)
    phone.say(room, "/sos")
    phone.say(room, "山洪进屋了，两个老人困在二楼，水还在涨")


def _warning(cast: Cast, world: World) -> None:
    """The duty officer hands on the weather service's file."""
    phone, room = _phone(world, cast.duty.id)
    now = world.clock.now()
    text = _ALERT.format(
        stamp=f"{now:%Y%m%d%H%M%S}",
        sent=f"{now.isoformat(timespec='seconds')}",
        expires=f"{(now + timedelta(hours=6)).isoformat(timespec='seconds')}",
    )
    given = {"bytes": b64encode(text.encode()).decode(), "name": "暴雨橙色预警.xml", "mime": "application/xml"}
    phone.send(room, composing.file(world, "document", given))
