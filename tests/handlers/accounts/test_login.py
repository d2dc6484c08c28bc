"""Getting in (I8): by the own contact or a one-time code; strangers are refused politely and told whom to call."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Account, JournalEntry, Post
from models.enums import Role
from sandbox_client import SandboxClient
from services.accounts import login
from services.core.town import Town

CALL = "138 0000 0119"


async def code_for(stage: Conversation, who: str) -> str:
    """Let the station issue a code in chat, and read it there."""
    await stage["duty"].sends("/code " + stage[who].name)
    card = await stage["duty"].sees("登录码：")
    return card.text.split("登录码：")[1][:6]


async def accounts(stage: Conversation) -> dict[int, int]:
    async with stage.town.database.reading() as session:
        return {row.person_id: row.telegram_id for row in await session.execute(sa.select(Account.__table__))}


async def test_a_stranger_is_asked_for_the_number_and_told_whom_to_call(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, strangers=("officer",)) as stage:
        await stage["officer"].sends("/start")
        hello = await stage["officer"].sees("青溪镇", CALL)
        assert hello["buttons"][0][0]["request_contact"]
        await stage["officer"].sends("山上滚石头了")
        await stage["officer"].sees("没有收下", CALL)
        await stage["officer"].sends(photo=True)
        await stage["officer"].sees("没有收下", CALL)
        assert await stage.drafts() == []


async def test_the_own_contact_lets_in_and_shows_posts_and_menu(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, strangers=("officer", "both")) as stage:
        await stage["officer"].sends(contact=True)
        welcome = await stage["officer"].sees("王信息员", "上湾村 灾害信息员", "📝 上报", "🆘", "📋 我的事项")
        assert "📥 待办" not in welcome.labels
        await stage["both"].sends(contact=True)
        welcome = await stage["both"].sees("朱两岗", "应急管理站站员", "水利站 经办人", "📥 待办", "📌 任务")
        assert set(await accounts(stage)) == {stage.loop.people["officer"], stage.loop.people["both"]}


async def test_somebody_elses_contact_does_not_let_in(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, strangers=("officer", "neighbour")) as stage:
        await stage["officer"].sends(contact={"phone_number": "8613800000009", "first_name": "冒名"})
        await stage["officer"].sees("不是您本人的手机号", "还可以试 4 次", CALL)
        assert await accounts(stage) == {}


async def test_a_number_that_is_not_on_the_roster(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty"):
        stranger = await play.person("路人", phone="+8613912345678")
        await stranger.sends(contact=True)
        await stranger.sees("花名册里没有这个手机号", "还可以试 4 次", CALL)


async def test_five_wrong_codes_lock_the_day_and_alarm_the_station(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        for left in (4, 3, 2, 1):
            await stage["officer"].sends("123456")
            await stage["officer"].sees(f"还可以试 {left} 次")
        await stage["officer"].sends("123456")
        await stage["officer"].sees("尝试次数已用完", CALL)
        right = await code_for(stage, "officer")
        await stage["officer"].sends(right)
        await stage["officer"].sees("尝试次数已用完")
        assert str(stage["officer"].id) in (await stage.queued("attempts"))[0].content["text"]
        stage.loop.forward(hours=24)
        await stage["officer"].sends(await code_for(stage, "officer"))
        await stage["officer"].sees("王信息员", "灾害信息员")


async def test_a_code_works_once_for_thirty_minutes_in_full_width_too(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer", "neighbour")) as stage:
        late = await code_for(stage, "officer")
        stage.loop.forward(minutes=31)
        await stage["officer"].sends(late)
        await stage["officer"].sees("已过期")
        code = await code_for(stage, "officer")
        await stage["officer"].sends(code.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
        await stage["officer"].sees("王信息员")
        await stage["neighbour"].sends(code)
        await stage["neighbour"].sees("已用过")


async def test_a_code_sent_once_more_is_no_report(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("079008")
        await stage["officer"].sees("已经登录，不用再发登录码")
        assert await stage.drafts() == []
        await stage["officer"].sends("路面塌陷，影响 100200 方")
        await stage["officer"].sees("隐患上报")


async def test_a_new_code_ends_the_former_one(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        former = await code_for(stage, "officer")
        code = await code_for(stage, "officer")
        await stage["officer"].sends(former)
        await stage["officer"].sees("登录码不对")
        await stage["officer"].sends(code)
        await stage["officer"].sees("王信息员")


async def test_the_station_finds_the_person_by_phone_by_name_and_among_several(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", "officer") as stage:
        duty = stage["duty"]
        await duty.sends("/code 13800000007")
        await duty.sees("王信息员 的登录码", "前有效", "不要发到群里")
        await duty.sends("/code")
        await duty.sees("手机号或姓名")
        await duty.sends("没有这个人")
        await duty.sees("没有找到")
        await duty.sends("信息员")
        await duty.sees("有多个人", "王信息员 138****0007 上湾村 灾害信息员", "陈信息员")
        await stage.press("duty", "陈信息员")
        await duty.sees("陈信息员 的登录码")
        await stage["officer"].sends("/code 13800000007")
        await stage["officer"].sees("没有此项权限")


async def test_leaving_the_post_takes_effect_at_once_also_on_old_buttons(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends(photo=True)
        await stage["officer"].sees("隐患上报")
        async with stage.town.database.transaction() as session:
            officer = stage.loop.people["officer"]
            await session.execute(sa.update(Post).where(Post.person_id == officer).values(active=False))
        answer = await stage.press("officer", "提交")
        assert answer["show_alert"]
        assert CALL in answer["text"]
        await stage["officer"].sends("还有一件")
        await stage["officer"].sees("没有收下")
        await stage["officer"].sends(contact=True)
        await stage["officer"].sees("没有登记职务", CALL)
        assert await stage.cases() == []


async def test_a_second_account_takes_the_identity_over_and_the_first_is_told(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        other = await play.person("新手机", phone="+8613800000007")
        await other.sends(contact=True)
        await other.sees("王信息员")
        (told,) = await stage.queued("account_moved")
        assert told.chat_id == stage["officer"].id
        await stage["officer"].sends("在吗")
        await stage["officer"].sees("没有收下")


async def test_a_leader_of_many_lines_reads_how_many_they_are(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, strangers=("deputy",)) as stage:
        lines = ("traffic", "fire", "industry", "construction")
        async with town.database.transaction() as session:
            session.add_all(
                Post(person_id=stage.loop.people["deputy"], role=Role.DEPUTY_DIRECTOR, line=line, joined_at=town.now())
                for line in lines
            )
        await stage["deputy"].sends(contact=True)
        welcome = await stage["deputy"].sees("钱副站长", "分管领导，分管 4 条线：")
        assert welcome.text.count("分管领导") == 1


async def test_a_person_who_is_in_already_is_greeted_again(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("/start")
        await stage["officer"].sees("王信息员", "灾害信息员")
        await stage["officer"].sends(contact=True)
        await stage["officer"].sees("已经登录")
        assert await stage.drafts() == []


async def test_each_language_speaks_its_own(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        foreigner = await play.person("John", language="en")
        await foreigner.sends("hello")
        await foreigner.sees("nothing was taken in", CALL)
        await stage["officer"].sends("/lang")
        await stage["officer"].sees("中文", "English")
        await stage.press("officer", "English")
        await stage["officer"].sees("📝 Report")
        await stage["officer"].sends("📝 上报")  # the old keyboard is still on the screen
        await stage["officer"].sees("Report a hazard")


async def test_binding_is_journalled_without_personal_data(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, strangers=("officer",)) as stage:
        await stage["officer"].sends(contact=True)
        await stage["officer"].sees("王信息员")
        async with stage.town.database.reading() as session:
            (entry,) = await session.scalars(sa.select(JournalEntry).where(JournalEntry.action == "bind"))
        assert entry.subject == f"person:{stage.loop.people['officer']}"
        assert "13800000007" not in str(entry.details)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("138 0000 0007", "+8613800000007"), ("8613800000007", "+8613800000007"), ("abc", None), ("123456", None)],
)
def test_numbers_as_people_and_telegram_write_them(typed: str, number: Any) -> None:
    assert login.normal_phone(typed) == number


def test_codes_live_as_long_as_the_settings_say(township: Any) -> None:
    assert township.login.code_lifetime == timedelta(minutes=30)
