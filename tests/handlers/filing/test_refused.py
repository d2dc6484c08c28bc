"""A message that is refused is kept with its words and files, its sender sees where, and the station is told."""

from typing import Any

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Attachment, Case, Draft, Post
from models.enums import DraftKind, DraftState, Priority
from sandbox_client import SandboxClient
from services.core.town import Town
from services.drafts import drafts
from services.drafts.fields import Fields
from services.triage import dispatch

UNIT = "natural-resources"
DANGER = "桥断了，有人落水"


async def kept(conversation: Conversation, words: str = DANGER) -> DraftState:
    """Return the state of the only report that is not filed and has these words."""
    await conversation.settles()
    found = [one for one in await unfiled(conversation) if words in drafts.fields(one, Fields).text]
    assert len(found) == 1, found
    return found[0].state


async def unfiled(conversation: Conversation) -> list[Draft]:
    """Return the reports that no case has come of."""
    return [one for one in await conversation.drafts() if one.kind is DraftKind.REPORT and one.case_id is None]


async def files_kept(conversation: Conversation) -> int:
    """Return how many files stand on reports that are not filed."""
    return await conversation.number(sa.select(sa.func.count(Attachment.id)).where(Attachment.case_id.is_(None)))


async def told(conversation: Conversation, *parts: str, danger: bool = True) -> dict[str, Any]:
    """Return the station's notice; there is one for each person, and it says all the parts."""
    await conversation.settles()
    rows = await conversation.queued("refused_danger" if danger else "refused_words")
    assert rows, "the station is not told"
    assert {row.priority for row in rows} == {Priority.LIFE if danger else Priority.ORDER}
    assert len({row.person_id for row in rows}) == len(rows), "told once"
    for part in parts:
        assert part in rows[0].content["text"], rows[0].content["text"]
    return rows[0].content


@pytest.mark.parametrize(
    ("what", "danger"),
    [
        ({"text": DANGER}, True),
        ({"photo": True, "caption": DANGER}, True),
        ({"photo": True}, False),
        ({"voice": True}, False),
        ({"location": (30.1861, 108.0521)}, False),
        ({"document": True, "caption": DANGER}, True),
    ],
)
async def test_an_answer_to_a_card_without_the_right_is_kept(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any], danger: bool
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "build", delivering=True) as s:
        case = await s.driver.files()
        card = await a_card_of(s, "build", case.id)
        await s.delivered()  # only then the ledger knows its number
        await s["build"].sends(reply_to=card, **what)
        await s["build"].sees("您没有此项权限", "没有丢", "已转告应急管理站")
        await s["build"].sees("（未提交）", "提交")
        notice = await told(s, "韩经办", case.number, "您没有此项权限", *([DANGER] if danger else []), danger=danger)
        assert ("picture" in notice) == ("photo" in what or "voice" in what or "document" in what)
        assert ("place" in notice) == ("location" in what)
        if danger:
            assert await kept(s) is DraftState.OPEN
        assert await files_kept(s) == (0 if "location" in what or "text" in what else 1)
        await s["duty"].sees("韩经办", case.number)
        assert "韩经办" in (await s.press("duty", "显示电话"))["text"]


@pytest.mark.parametrize("command", ["/orders", "/ORDERS", "／queue", "/mobilise"])
@pytest.mark.parametrize("what", [{}, {"photo": True}])
async def test_words_and_photo_with_a_command_that_is_not_theirs(
    town: Town, sandbox: SandboxClient, sandbox_url: str, command: str, what: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as s:
        said = f"{command} {DANGER}"
        await s["officer"].sends(**({"caption": said} | what if what else {"text": said}))
        await s["officer"].sees("没有此项权限", "没有丢")
        assert await kept(s) is DraftState.OPEN
        assert await files_kept(s) == len(what)
        await told(s, "王信息员", DANGER)


async def test_a_key_of_the_menu_that_is_not_theirs_any_more_is_no_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        for said in ("/orders", "📜 上级指令", "/orders 12"):
            await s["officer"].sends(said)
            await s.settles()
        assert not await s.drafts()
        assert not await s.queued("refused_words")


async def test_a_code_for_somebody_that_was_a_cry_for_help(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as s:
        await s["officer"].sends(f"/code {DANGER}")
        assert await kept(s) is DraftState.OPEN
        await s["duty"].sends("/code 张三丰")
        await s["duty"].sees("张三丰")
        assert len(await s.drafts()) == 1, "a name that is not found is no report"
        await s["duty"].sends("/code 三组塌方")
        await s["duty"].sees("三组塌方", "（未提交）")


async def test_adding_to_a_case_after_the_right_was_lost(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "duty", delivering=True) as s:
        case = await s.driver.files()
        await s["principal"].sends(case.number)
        await s.press("principal", "更多操作")
        await s.press("principal", "补充材料")
        await s["principal"].sees("请发送照片")
        async with s.town.database.transaction() as session:
            elsewhere = sa.update(Post).where(Post.person_id == s.driver.people["principal"])
            await session.execute(elsewhere.values(village_id=s.driver.villages["xiahe"]))
        await s["principal"].sends(voice=True)
        await s["principal"].sees("没有此项权限", "没有丢")
        assert await files_kept(s) == 1
        await told(s, "冯书记", danger=False)
        await s["principal"].sends("三组也塌了")
        await s["principal"].sees("三组也塌了", "（未提交）")


@pytest.mark.parametrize("what", [{"text": DANGER}, {"photo": True}, {"location": (30.1861, 108.0521)}])
async def test_an_answer_to_a_question_that_is_over(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await assigned(s)
        await s.press("land", "拒收")
        await s["land"].sees("请选择原因")
        assignment = await s.driver.assignment(case, UNIT)
        await s.driver.by("duty", dispatch.withdraw, assignment.id, reason="交办有误")
        await s["land"].sends(**what)
        await s.settles()
        if "text" in what:
            assert await kept(s) is DraftState.OPEN
            await told(s, DANGER)
        else:
            await s["land"].sees("没有丢")
            assert [one.state for one in await unfiled(s)] == [DraftState.OPEN]


@pytest.mark.parametrize(
    "what", [{"text": DANGER}, {"photo": True, "caption": DANGER}, {"voice": True}, {"location": (30.1861, 108.0521)}]
)
async def test_a_question_that_wants_a_time_stays_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        await assigned(s)
        await s.press("land", "签收")
        await s.press("land", "申请延期")
        await s["land"].sends("看情况吧")
        await s["land"].sees("没看懂")
        assert not await unfiled(s), "a slip is typed again"
        await s["land"].sends(**what)
        await s["land"].sees("没有丢")
        await s.settles()
        assert [one.state for one in await unfiled(s)] == [DraftState.OPEN]
        if DANGER in what.values():
            await told(s, DANGER)
        else:
            assert not await s.queued("refused_words"), "who sent it can submit it"
        await s["land"].sends("12-03 9点")
        await s["land"].sees("延期至 12-03 09:00", "请选择原因")


async def assigned(conversation: Conversation) -> Case:
    """Return a case that waits for the land office's answer."""
    case = await conversation.driver.dispatched(UNIT)
    await conversation["land"].sees("请自然资源所签收", case.number)
    return case


async def a_card_of(conversation: Conversation, who: str, case_id: int) -> int:
    """Push a card about a case to somebody who may not add to it; returns the message."""
    from services.cards.card import Card
    from services.core.act import Moment
    from services.messaging import messages
    from services.messaging.kinds import ANSWER

    actor = await conversation.driver.actor(who)
    async with conversation.town.database.transaction() as session:
        card = Card(text="关于一件事项")
        await messages.tell(
            Moment(session, conversation.town, conversation.driver.now), [actor], card, ANSWER, about=1, case_id=case_id
        )
    shown = await conversation[who].sees("关于一件事项")
    await conversation.delivered()  # only then the ledger knows its number
    return shown.id
