"""Who it is (I8): numbers of other countries, codes for leaders, what waits at a login, groups taken over."""

from typing import Any

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Account, Group, Message, Person
from models.enums import MessageState, Priority
from sandbox_client import SandboxClient
from services.accounts import login
from services.cards.card import Card
from services.core.act import Moment
from services.core.town import Town
from services.messaging import messages
from services.messaging.kinds import UNDELIVERED
from services.people import directory


async def accounts(conversation: Conversation) -> dict[int, int]:
    async with conversation.town.database.reading() as session:
        return {row.person_id: row.telegram_id for row in await session.execute(sa.select(Account.__table__))}


async def code_for(conversation: Conversation, who: str, by: str = "chief") -> str:
    await conversation[by].sends("/code " + conversation[who].name)
    card = await conversation[by].sees("登录码：")
    return card.text.split("登录码：")[1][:6]


async def waits(conversation: Conversation, who: str) -> None:
    """Let something wait for somebody."""
    async with conversation.town.database.transaction() as session:
        people = await directory.by_ids(session, [conversation.driver.people[who]])
        act = Moment(session, conversation.town, conversation.driver.now)
        shared: dict[str, Any] = {"about": "waits", "priority": Priority.LIFE, "place": "x"}
        await messages.tell(act, people, Card(text="转移"), UNDELIVERED, **shared)


async def waiting(conversation: Conversation) -> Message:
    (message,) = await conversation.queued(UNDELIVERED.event)
    return message


@pytest.mark.parametrize(
    ("shared", "number"),
    [
        ("8613800000007", "+8613800000007"),
        ("+86 138 0000 0007", "+8613800000007"),
        ("13802222222", "+13802222222"),
        ("+13802222222", "+13802222222"),
        ("85291234567", "+85291234567"),
        ("13800000007", None),
        ("13912345678", None),
        ("", None),
        ("7", None),
    ],
)
def test_telegram_s_numbers_have_their_country(shared: str, number: str | None) -> None:
    assert login.telegrams_phone(shared) == number


@pytest.mark.parametrize("sign", ["+", ""])
async def test_a_number_of_another_country_is_nobody_of_the_roster(
    town: Town, sandbox: SandboxClient, sandbox_url: str, sign: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        async with town.database.transaction() as session:
            chief = sa.update(Person).where(Person.id == conversation.driver.people["chief"])
            await session.execute(chief.values(phone="+8613802222222"))
        stranger = await sandbox.person("John", phone=f"{sign}13802222222")
        await stranger.sends(contact=True)
        await stranger.sees("花名册里没有这个手机号")
        assert conversation.driver.people["chief"] not in await accounts(conversation)


@pytest.mark.parametrize("leader", ["chief", "deputy", "director", "geology_director"])
async def test_a_code_for_a_leader_is_issued_by_a_leader_of_the_station_only(
    town: Town, sandbox: SandboxClient, sandbox_url: str, leader: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "operator", "chief", strangers=(leader,)) as conversation:
        for who in ("duty", "operator"):
            await conversation[who].sends("/code " + conversation[leader].name)
            await conversation[who].sees("只能由站长")
        if leader != "chief":
            await conversation["chief"].sends("/code " + conversation[leader].name)
            await conversation["chief"].sees("的登录码：")


async def test_whoever_is_logged_in_hears_of_a_code_and_of_the_other_phone(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "chief", "deputy") as conversation:
        code = await code_for(conversation, "deputy")
        (issued,) = await conversation.queued("code_issued")
        assert (issued.chat_id, "赵站长为您发了登录码" in issued.content["text"]) == (conversation["deputy"].id, True)
        other = await sandbox.person("新手机")
        await other.sends(code)
        await other.sees("钱副站长")
        (moved,) = await conversation.queued("account_moved")
        assert moved.chat_id == conversation["deputy"].id
        assert "您的账号在另一台手机登录" in moved.content["text"]


async def test_a_code_is_void_once_it_was_used_on_any_account(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(
        town, sandbox, sandbox_url, "chief", "deputy", "officer", strangers=("neighbour",)
    ) as conversation:
        own = await code_for(conversation, "deputy")
        await conversation["deputy"].sends(own)
        await conversation["deputy"].sees("已经登录，不用再发登录码")
        other = await code_for(conversation, "neighbour")
        await conversation["officer"].sends(other)
        await conversation["officer"].sees("是发给别人的，已经作废")
        thief = await sandbox.person("生人")
        for code in (own, other):
            await thief.sends(code)
            await thief.sees("登录码不对、已用过")
        third = await code_for(conversation, "neighbour")
        await conversation["neighbour"].sends(contact=True)
        await conversation["neighbour"].sees("陈信息员")
        await thief.sends(third)
        await thief.sees("登录码不对、已用过")
        assert (await accounts(conversation))[conversation.driver.people["neighbour"]] == conversation["neighbour"].id


async def test_what_waits_for_a_person_follows_to_the_new_phone(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await waits(conversation, "officer")
        assert (await waiting(conversation)).chat_id == conversation["officer"].id
        other = await sandbox.person("新手机", phone="+8613800000007")
        await other.sends(contact=True)
        await other.sees("王信息员")
        message = await waiting(conversation)
        assert (message.chat_id, message.state) == (other.id, MessageState.QUEUED)


async def test_what_waits_for_who_was_logged_in_here_before_is_told_as_undelivered(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    """The second phone was somebody else's until now: the other person's messages must not come to the new one."""
    async with acting(town, sandbox, sandbox_url, "chief", "officer") as conversation:
        async with town.database.transaction() as session:
            await session.execute(sa.delete(Account).where(Account.telegram_id == conversation["officer"].id))
            session.add(
                Account(
                    telegram_id=conversation["officer"].id,
                    person_id=conversation.driver.people["neighbour"],
                    bound_at=conversation.driver.now,
                    via="code",
                )
            )
        await waits(conversation, "neighbour")
        async with town.database.transaction() as session:
            moment = Moment(session, town, conversation.driver.now)
            await login.enter_by_contact(
                moment,
                telegram_id=conversation["officer"].id,
                contact_user_id=conversation["officer"].id,
                phone="8613800000007",
            )
        message = await waiting(conversation)
        assert (message.state, message.failure, message.chat_id) == (MessageState.FAILED, "no_account", None)
        assert await accounts(conversation) == {
            conversation.driver.people["chief"]: conversation["chief"].id,
            conversation.driver.people["officer"]: conversation["officer"].id,
        }


async def group_code(conversation: Conversation, who: str, *presses: str) -> str:
    await conversation[who].sends("/groupcode")
    await conversation[who].sees("要绑定的是什么群")
    for label in presses:
        await conversation.press(who, label)
    card = await conversation[who].sees("的群绑定码")
    return card.text.split("群绑定码：")[1][:6]


async def group(conversation: Conversation, chat: int) -> Group:
    async with conversation.town.database.reading() as session:
        return (await session.scalars(sa.select(Group).where(Group.chat_id == chat))).one()


async def taken(conversation: Conversation) -> list[tuple[Any, str]]:
    return sorted(
        (row.person_id or row.chat_id, row.content["text"]) for row in await conversation.queued("group_taken")
    )


async def test_a_group_is_taken_from_its_owner_only_with_the_right_and_not_without_a_word(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land_head", "principal") as conversation:
        chat = await sandbox.group(
            "自然资源所群", conversation["duty"], conversation["land_head"], conversation["principal"]
        )
        await conversation["land_head"].sends(
            f"/bind {await group_code(conversation, 'land_head', '单位群')}", chat=chat
        )
        await conversation["land_head"].sees("已绑定为“自然资源所”", chat=chat)
        await conversation["principal"].sends(
            f"/bind {await group_code(conversation, 'principal', '村社群')}", chat=chat
        )
        await conversation["principal"].sees("没有此项权限", chat=chat)
        assert (await group(conversation, chat)).bound_by_id == conversation.driver.people["land_head"]
        await conversation["duty"].sends(f"/bind {await group_code(conversation, 'duty', '应急管理站群')}", chat=chat)
        await conversation["duty"].sees("已绑定为“应急管理站”", chat=chat)
        told = await taken(conversation)
        assert {who for who, _ in told} == {
            chat,
            conversation.driver.people["land_head"],
            conversation.driver.people["land"],
        }
        for who, text in told:
            by = "孙*（尾号0002）" if who == chat else "孙值班"  # a group reads no whole name
            assert f"原来绑定为“自然资源所”，现在由{by}改绑为“应急管理站”" in text


async def test_a_group_that_was_lost_is_no_free_prey(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "principal") as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"], conversation["principal"])
        await conversation["duty"].sends(f"/bind {await group_code(conversation, 'duty', '应急管理站群')}", chat=chat)
        await conversation["duty"].sees("已绑定", chat=chat)
        async with town.database.transaction() as session:
            await session.execute(sa.update(Group).values(state="lost"))
        await conversation["principal"].sends(
            f"/bind {await group_code(conversation, 'principal', '村社群')}", chat=chat
        )
        await conversation["principal"].sees("没有此项权限", chat=chat)


async def test_one_more_group_of_an_owner_is_told_to_the_first_and_to_who_bound_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land_head") as conversation:
        first = await sandbox.group("自然资源所群", conversation["land_head"])
        await conversation["land_head"].sends(
            f"/bind {await group_code(conversation, 'land_head', '单位群')}", chat=first
        )
        await conversation["land_head"].sees("已绑定", chat=first)
        second = await sandbox.group("另一个群", conversation["duty"])
        await conversation["duty"].sends(
            f"/bind {await group_code(conversation, 'duty', '单位群', '自然资源所')}", chat=second
        )
        await conversation["duty"].sees("已绑定", chat=second)
        told = await taken(conversation)
        assert {who for who, _ in told} == {first, conversation.driver.people["land_head"]}
        assert all("把群“另一个群”也绑定为“自然资源所”" in text for _, text in told)
