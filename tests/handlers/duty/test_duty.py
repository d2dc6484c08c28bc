"""The duty roster in chat: who sees it, signing on and off, the note that the next one reads, a swap by buttons."""

from datetime import timedelta

import pytest

from conversation import Conversation, acting
from models import Shift
from models.enums import DutyKind
from sandbox_client import SandboxClient
from services.core.town import Town
from township import MONDAY

HOUR = timedelta(hours=1)


async def roster(conversation: Conversation, *rows: tuple[str, float, float]) -> list[int]:
    """Put officers on the roster: (who, start, end), hours from Monday 10:00."""
    async with conversation.town.database.transaction() as session:
        shifts = [
            Shift(
                kind=DutyKind.OFFICER,
                starts_at=MONDAY + start * HOUR,
                ends_at=MONDAY + end * HOUR,
                person_id=conversation.driver.people[who],
                rostered_id=conversation.driver.people[who],
            )
            for who, start, end in rows
        ]
        session.add_all(shifts)
        await session.flush()
        return [shift.id for shift in shifts]


async def test_a_shift_from_signing_on_to_the_next_one_s_reading(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night", delivering=True) as s:
        await roster(s, ("night", 0, 0.5), ("duty", 0.5, 24.5))
        await s["night"].sends("/duty")
        shown = await s["night"].sees("值班表", "11-23 10:00—10:30 值班员 李夜班", "未签到", "接下来", "孙值班")
        assert "（尾号" not in shown.text, "the people on duty know each other"
        await s.press("night", "签到")
        await s["night"].sees("已签到")
        await s["night"].sends("/duty")
        await s["night"].sees("已签到", "交班（11-23 10:00 班）")
        await s.press("night", "交班（")
        await s["night"].sees("请写下接班人要知道的事", "无特殊情况，直接交班")
        await s["night"].sends("上湾村边坡 <每两小时> 看一次")
        await s["night"].sees("交班记录已发给接班人")
        await s["duty"].sees("交班记录", "上湾村边坡 <每两小时> 看一次", "已阅")
        assert "已记录" in (await s.press("duty", "已阅"))["text"]
        await s["duty"].sends("/duty")
        await s.press("duty", "签到（")
        await s["duty"].sees("已签到", "交班记录", "上湾村边坡")


async def test_a_swap_is_asked_and_agreed_by_buttons(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night", delivering=True) as s:
        await roster(s, ("night", 8, 16), ("duty", 32, 40))
        await s["night"].sends("/duty")
        await s["night"].sees("现在无人值班")
        await s.press("night", "换班（11-23 18:00）")
        await s["night"].sees("换谁的班", "11-24 18:00—11-25 02:00 孙值班")
        await s.press("night", "孙值班")
        await s["night"].sees("已征求孙值班的意见")
        await s["duty"].sees("想和您换班", "11-23 18:00—11-24 02:00")
        await s.press("duty", "同意")
        await s["duty"].sees("已换班：您值 11-23 18:00—11-24 02:00")
        await s["night"].sees("同意换班")
        await s["night"].sends("/duty")
        await s["night"].sees("18:00—11-24 02:00 值班员 孙值班", "18:00—11-25 02:00 值班员 李夜班")


async def test_somebody_else_covers_or_refuses(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "night", "spare", delivering=True) as s:
        await roster(s, ("night", 8, 16))
        await s["night"].sends("/duty")
        await s.press("night", "换班（")
        await s.press("night", "请人代班")
        await s["night"].sees("请谁代班")
        await s.press("night", "周站员")
        await s["spare"].sees("请您代班", "同意", "不同意")
        await s.press("spare", "不同意")
        await s["spare"].sees("已答复不同意")
        await s["night"].sees("不同意换班", "仍由您值")


@pytest.mark.parametrize("who", ["officer", "land", "operator"])
async def test_the_roster_is_not_for_everybody(town: Town, sandbox: SandboxClient, sandbox_url: str, who: str) -> None:
    async with acting(town, sandbox, sandbox_url, who) as s:
        await s[who].sends("/duty")
        await s[who].sees("没有此项权限")


async def test_without_a_roster_it_says_what_to_do(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "director") as s:
        await s["director"].sends("🗓 值班表")
        await s["director"].sees("还没有排班", "站领导和专职人员")
