"""Getting in (I8): by a shared contact or a one-time code; strangers are refused politely and told whom to call."""

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


async def code_for(conversation: Conversation, who: str) -> str:
    """Let the station issue a code in chat, and read it there."""
    await conversation["duty"].sends("/code " + conversation[who].name)
    card = await conversation["duty"].sees("登录码：")
    return card.text.split("登录码：")[1][:6]


async def accounts(conversation: Conversation) -> dict[int, int]:
    async with conversation.town.database.reading() as session:
        return {row.person_id: row.telegram_id for row in await session.execute(sa.select(Account.__table__))}


async def test_a_stranger_is_asked_for_the_number_and_told_whom_to_call(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, strangers=("officer",)) as conversation:
        await conversation["officer"].sends("/start")
        hello = await conversation["officer"].sees("青溪镇", CALL)
        assert hello["buttons"][0][0]["request_contact"]
        await conversation["officer"].sends("山上滚石头了")
        await conversation["officer"].sees("没有收下", CALL)
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("没有收下", CALL)
        assert await conversation.drafts() == []


async def test_the_own_contact_lets_in_and_shows_posts_and_menu(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, strangers=("officer", "both")) as conversation:
        await conversation["officer"].sends(contact=True)
        welcome = await conversation["officer"].sees("王信息员", "上湾村 灾害信息员", "📝 上报", "🆘", "📋 我的事项")
        assert "📥 待办" not in welcome.labels
        await conversation["both"].sends(contact=True)
        welcome = await conversation["both"].sees("朱两岗", "应急管理站站员", "水利站 经办人", "📥 待办", "📌 任务")
        assert set(await accounts(conversation)) == {
            conversation.driver.people["officer"],
            conversation.driver.people["both"],
        }


async def test_somebody_elses_contact_does_not_let_in(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, strangers=("officer", "neighbour")) as conversation:
        await conversation["officer"].sends(contact={"phone_number": "8613800000009", "first_name": "冒名"})
        await conversation["officer"].sees("不是您本人的手机号", "还可以试 4 次", CALL)
        assert await accounts(conversation) == {}


async def test_a_number_that_is_not_on_the_roster(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty"):
        stranger = await sandbox.person("路人", phone="+8613912345678")
        await stranger.sends(contact=True)
        await stranger.sees("花名册里没有这个手机号", "还可以试 4 次", CALL)


async def test_five_wrong_codes_lock_the_day_and_alarm_the_station(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        for left in (4, 3, 2, 1):
            await conversation["officer"].sends("123456")
            await conversation["officer"].sees(f"还可以试 {left} 次")
        await conversation["officer"].sends("123456")
        await conversation["officer"].sees("尝试次数已用完", CALL)
        right = await code_for(conversation, "officer")
        await conversation["officer"].sends(right)
        await conversation["officer"].sees("尝试次数已用完")
        assert str(conversation["officer"].id) in (await conversation.queued("attempts"))[0].content["text"]
        conversation.driver.forward(hours=24)
        await conversation["officer"].sends(await code_for(conversation, "officer"))
        await conversation["officer"].sees("王信息员", "灾害信息员")


async def test_a_code_works_once_for_thirty_minutes_in_full_width_too(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer", "neighbour")) as conversation:
        late = await code_for(conversation, "officer")
        conversation.driver.forward(minutes=31)
        await conversation["officer"].sends(late)
        await conversation["officer"].sees("已过期")
        code = await code_for(conversation, "officer")
        await conversation["officer"].sends(code.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
        await conversation["officer"].sees("王信息员")
        await conversation["neighbour"].sends(code)
        await conversation["neighbour"].sees("已用过")


async def test_a_code_sent_once_more_is_no_report(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("079008")
        await conversation["officer"].sees("已经登录，不用再发登录码")
        assert await conversation.drafts() == []
        await conversation["officer"].sends("路面塌陷，影响 100200 方")
        await conversation["officer"].sees("隐患上报")


async def test_a_new_code_ends_the_former_one(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        former = await code_for(conversation, "officer")
        code = await code_for(conversation, "officer")
        await conversation["officer"].sends(former)
        await conversation["officer"].sees("登录码不对")
        await conversation["officer"].sends(code)
        await conversation["officer"].sees("王信息员")


async def test_the_station_finds_the_person_by_phone_by_name_and_among_several(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer") as conversation:
        duty = conversation["duty"]
        await duty.sends("/code 13800000007")
        await duty.sees("王信息员 的登录码", "前有效", "不要发到群里")
        await duty.sends("/code")
        await duty.sees("手机号或姓名")
        await duty.sends("没有这个人")
        await duty.sees("没有找到")
        await duty.sends("信息员")
        await duty.sees("有多个人", "王信息员 138****0007 上湾村 灾害信息员", "陈信息员")
        await conversation.press("duty", "陈信息员")
        await duty.sees("陈信息员 的登录码")
        await conversation["officer"].sends("/code 13800000007")
        await conversation["officer"].sees("没有此项权限")


async def test_leaving_the_post_takes_effect_at_once_also_on_old_buttons(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("隐患上报")
        async with conversation.town.database.transaction() as session:
            officer = conversation.driver.people["officer"]
            await session.execute(sa.update(Post).where(Post.person_id == officer).values(active=False))
        answer = await conversation.press("officer", "提交")
        assert answer["show_alert"]
        assert CALL in answer["text"]
        await conversation["officer"].sends("还有一件")
        await conversation["officer"].sees("没有收下")
        await conversation["officer"].sends(contact=True)
        await conversation["officer"].sees("没有登记职务", CALL)
        assert await conversation.cases() == []


async def test_a_second_account_takes_the_identity_over_and_the_first_is_told(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        other = await sandbox.person("新手机", phone="+8613800000007")
        await other.sends(contact=True)
        await other.sees("王信息员")
        (told,) = await conversation.queued("account_moved")
        assert told.chat_id == conversation["officer"].id
        await conversation["officer"].sends("在吗")
        await conversation["officer"].sees("没有收下")


async def test_a_leader_of_many_lines_reads_how_many_they_are(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, strangers=("deputy",)) as conversation:
        lines = ("traffic", "fire", "industry", "construction")
        async with town.database.transaction() as session:
            session.add_all(
                Post(
                    person_id=conversation.driver.people["deputy"],
                    role=Role.DEPUTY_DIRECTOR,
                    line=line,
                    joined_at=town.now(),
                )
                for line in lines
            )
        await conversation["deputy"].sends(contact=True)
        welcome = await conversation["deputy"].sees("钱副站长", "分管领导，分管 4 条线：")
        assert welcome.text.count("分管领导") == 1


async def test_a_person_who_is_in_already_is_greeted_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/start")
        await conversation["officer"].sees("王信息员", "灾害信息员")
        await conversation["officer"].sends(contact=True)
        await conversation["officer"].sees("已经登录")
        assert await conversation.drafts() == []


async def test_each_language_speaks_its_own(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        foreigner = await sandbox.person("John", language="en")
        await foreigner.sends("hello")
        await foreigner.sees("nothing was taken in", CALL)
        await conversation["officer"].sends("/lang")
        await conversation["officer"].sees("中文", "English")
        await conversation.press("officer", "English")
        await conversation["officer"].sees("📝 Report")
        await conversation["officer"].sends("📝 上报")  # the old keyboard is still on the screen
        await conversation["officer"].sees("Report a hazard")


async def test_binding_is_journalled_without_personal_data(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, strangers=("officer",)) as conversation:
        await conversation["officer"].sends(contact=True)
        await conversation["officer"].sees("王信息员")
        async with conversation.town.database.reading() as session:
            (entry,) = await session.scalars(sa.select(JournalEntry).where(JournalEntry.action == "bind"))
        assert entry.subject == f"person:{conversation.driver.people['officer']}"
        assert "13800000007" not in str(entry.details)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("138 0000 0007", "+8613800000007"), ("8613800000007", "+8613800000007"), ("abc", None), ("123456", None)],
)
def test_numbers_as_people_and_telegram_write_them(typed: str, number: Any) -> None:
    assert login.normal_phone(typed) == number


def test_codes_live_as_long_as_the_settings_say(township: Any) -> None:
    assert township.login.code_lifetime == timedelta(minutes=30)
