"""Words, replies and reactions that answer: an order, a warning, a mobilisation, a roll call, a life alarm."""

from typing import Any

import pytest

from answer_steps import answer_to, called, reports, state_of, warned
from conversation import Conversation, acting
from mobilisation_steps import on_scene
from models.enums import DraftState
from sandbox_client import SandboxClient, Seen
from services.core.town import Town


async def call_card(s: Conversation, who: str = "land") -> Seen:
    return await s[who].sees("请本人答复")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("收到", "received"),
        ("好的，收到", "received"),
        ("OK", "received"),
        ("👌", "received"),
        ("马上到", "coming"),
        ("在路上", "coming"),
        ("20分钟左右能到", "coming"),
        ("到了", "on_scene"),
        ("到不了，在外地", "cannot"),
        ("来不了哈，家里有事", "cannot"),
    ],
)
async def test_words_answer_the_only_mobilisation(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, answer: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        await call_card(s)
        await s["land"].sends(said)
        await s["land"].is_signed()
        assert await answer_to(s.driver, "land", call=call) == answer
        assert await reports(s.driver, *DraftState) == []
        assert await answer_to(s.driver, "officer", call=call) == "-", "an answer is personal"


@pytest.mark.parametrize(("said", "answer"), [("收到", "received"), ("到不了，在外地", "cannot")])
async def test_a_reply_to_the_card_answers_it_whatever_else_waits(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, answer: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        card = await call_card(s, "officer")
        warning = await warned(s.driver)
        await s["officer"].sees("今晚有大雨")
        await s.delivered()  # only then the ledger knows its number
        await s["officer"].sends(said, reply_to=card.id)
        await s["officer"].is_signed()
        assert await answer_to(s.driver, "officer", call=call) == answer
        assert await answer_to(s.driver, "officer", warning=warning) == "-"


@pytest.mark.parametrize("emoji", ["👍", "👌", "🙏"])
async def test_a_reaction_answers(town: Town, sandbox: SandboxClient, sandbox_url: str, emoji: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        warning = await warned(s.driver)
        card = await s["officer"].sees("今晚有大雨")
        await s.delivered()
        await s["officer"].reacts(card.id, emoji)
        await s["officer"].sees("已记下")
        assert await answer_to(s.driver, "officer", warning=warning) == "received"


async def test_a_reaction_that_says_nothing_is_no_answer(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        warning = await warned(s.driver)
        card = await s["officer"].sees("今晚有大雨")
        await s.delivered()
        await s["officer"].reacts(card.id, "😢")
        await s.settles()
        assert await answer_to(s.driver, "officer", warning=warning) == "-"


@pytest.mark.parametrize("said", ["收到", "好的", "马上到", "到不了，在外地"])
async def test_words_confirm_a_warning(town: Town, sandbox: SandboxClient, sandbox_url: str, said: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        warning = await warned(s.driver)
        await s["officer"].sees("今晚有大雨")
        await s["officer"].sends(said)
        await s["officer"].is_signed()
        assert await answer_to(s.driver, "officer", warning=warning) == "received"
        assert await reports(s.driver, *DraftState) == []
        if said.startswith("到不了"):
            await s["duty"].sees("答复", "到不了，在外地")


@pytest.mark.parametrize("said", ["收到", "好的", "马上办", "要得"])
async def test_words_accept_an_order(town: Town, sandbox: SandboxClient, sandbox_url: str, said: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.dispatched()
        await s["land"].sees(case.number, "签收")
        await s["land"].sends(said)
        await s["land"].sees("已签收")
        assert await state_of(s.driver, case.id) == "accepted"
        assert await reports(s.driver, DraftState.OPEN, DraftState.SHELVED) == []


@pytest.mark.parametrize("said", ["到不了，在外地", "误报，取消", "嗯哼哈"])
async def test_an_order_brings_its_buttons_back_when_words_do_not_answer_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.dispatched()
        card = await s["land"].sees(case.number, "签收")
        await s.delivered()  # only then the ledger knows its number
        await s["land"].sends(said, reply_to=card.id)
        await s["land"].sees("在等您答复", case.number, "签收", "拒收", "这是另一处隐患")
        assert await state_of(s.driver, case.id) == "issued"
        assert await reports(s.driver) == []
        await s.press("land", "这是另一处隐患")
        await s["land"].sees("隐患上报", said)
        assert await reports(s.driver) == [said], "nothing that was said is lost"


async def test_two_things_wait_and_the_person_says_which(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        call, warning = await called(s.driver), await warned(s.driver)
        await s["officer"].sees("今晚有大雨")
        await s["officer"].sends("到不了，在外地")
        asked = await s["officer"].sees("有 2 件事在等您答复", "这是另一处隐患")
        assert len(asked.labels) == 3
        assert [
            await answer_to(s.driver, "officer", call=call),
            await answer_to(s.driver, "officer", warning=warning),
        ] == [
            "-",
            "-",
        ]
        await s.press("officer", "集结")
        await s["officer"].sees("您的原话也已记下")
        assert await answer_to(s.driver, "officer", call=call) == "cannot"
        assert await answer_to(s.driver, "officer", warning=warning) == "-"
        assert await reports(s.driver, DraftState.OPEN, DraftState.SHELVED) == []
        await s["duty"].sees("答复", "到不了，在外地")


@pytest.mark.parametrize("said", ["收到，这边也塌了", "收到这边也塌了", "收到！我们这还有人被困"])
async def test_an_answer_with_a_danger_is_both(town: Town, sandbox: SandboxClient, sandbox_url: str, said: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        await call_card(s)
        await s["land"].sends(said)
        await s["land"].sees("未提交", said)
        assert await answer_to(s.driver, "land", call=call) == "received"
        assert await reports(s.driver) == [said]


@pytest.mark.parametrize("reply", [True, False])
async def test_who_cannot_come_and_sees_people_in_the_water(
    town: Town, sandbox: SandboxClient, sandbox_url: str, reply: bool
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        card = await call_card(s)
        await s.delivered()  # only then the ledger knows its number
        await s["land"].sends("到不了，桥断了有人落水", reply_to=card.id if reply else None)
        await s["land"].sees("到不了，桥断了有人落水", "有人员生命危险")
        assert await answer_to(s.driver, "land", call=call) == "cannot"
        assert await reports(s.driver) == ["到不了，桥断了有人落水"]
        await s["duty"].sees("答复", "桥断了有人落水")


@pytest.mark.parametrize("said", ["收到群众反映后山裂缝", "在路上有个大坑", "安全隐患：后山落石", "3组有人落水"])
async def test_a_report_that_begins_like_an_answer_is_a_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        await call_card(s)
        await s["land"].sends(said)
        await s["land"].sees("隐患上报", said)
        assert await answer_to(s.driver, "land", call=call) == "-"
        assert await reports(s.driver) == [said]


@pytest.mark.parametrize("said", ["收到", "好的", "OK", "👌", "谢谢", "知道了，辛苦了"])
async def test_an_acknowledgement_is_never_added_to_a_danger_to_life(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "principal", delivering=True) as s:
        await s["officer"].sends("/sos 3组塌方，压了两个人")
        await s["officer"].sees("险情已报出")
        case = await s.case()
        card = await s["principal"].sees(case.number)
        before = await s.queued("supplemented")
        await s.delivered()  # only then the ledger knows its number
        await s["principal"].sends(said, reply_to=card.id)
        await s["principal"].is_signed()
        await s["officer"].sends(said)
        await s["officer"].sees("没有写进去")
        assert (await s.case()).description == "3组塌方，压了两个人"
        assert await s.queued("supplemented") == before
        assert await reports(s.driver, DraftState.SHELVED) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [("你好", "您想做什么"), ("谢谢", "不客气"), ("这个怎么用？", "这是一个问题吗"), ("收到", "没有等您答复的事")],
)
async def test_greetings_thanks_and_questions_are_no_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, shown: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        await s["officer"].sends(said)
        await s["officer"].sees(shown)
        assert await reports(s.driver) == []
        await s.press("officer", "📝")
        await s["officer"].sees("隐患上报")
        assert await reports(s.driver) == [said if "？" in said else ""]


async def test_all_well_in_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "neighbour", "land", "road", delivering=True) as s:
        await on_scene(s)
        s.driver.forward(minutes=25)
        await s["officer"].sends("全队平安")
        await s["officer"].sees("已报平安")
        assert await reports(s.driver, *DraftState) == []


async def test_an_answer_may_change_as_one_comes_nearer(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        call = await called(s.driver)
        await call_card(s)
        for said, answer in (("收到", "received"), ("出发了", "coming"), ("到了", "on_scene")):
            await s["land"].sends(said)
            await s["land"].is_signed()
            assert await answer_to(s.driver, "land", call=call) == answer
        assert await reports(s.driver, *DraftState) == []


async def test_words_in_a_mobilisations_draft_are_its_task_and_place(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        await s["duty"].sends("/mobilise")
        await s.press("duty", "新的集结")
        await s["duty"].sees("还缺")
        await s["duty"].sends("3组塌方，转移被困群众")
        await s["duty"].sees("集结", "3组塌方，转移被困群众")
        await s["duty"].sends("村委会广场")
        await s["duty"].sees("集合地点：村委会广场")
        await s["duty"].sends("带上雨衣")
        await s["duty"].sees("带上雨衣", "3组塌方")
        assert await reports(s.driver, *DraftState) == []


async def test_a_mobilisation_by_mistake_is_stood_down_after_one_more_question(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await called(s.driver)
        await s["duty"].sends("误报，取消")
        await s["duty"].sees("解除", "确认解除")


@pytest.mark.parametrize("refusal", [{"status": 400, "description": "Bad Request: REACTION_INVALID"}, {"status": 404}])
async def test_where_no_sign_can_be_set_the_text_says_that_an_answer_counts(
    town: Town, sandbox: SandboxClient, sandbox_url: str, refusal: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await warned(s.driver)
        await s["officer"].sees("今晚有大雨")
        await sandbox.fault("setMessageReaction", **refusal)
        await s["officer"].sends("收到")
        await s["officer"].sees("已记下")
