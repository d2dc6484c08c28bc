"""Reporting from the field by phone: the button, what is simply sent, and no new danger swallowed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from conversation import Conversation, acting
from mobilisation_steps import running as called
from mobilisation_steps import says
from models.enums import Answer
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.demobilisation import stand_down
from services.field import notes
from squad_steps import enrol
from township import SLOPE

SQUAD = "上湾村应急突击队"


@asynccontextmanager
async def out_there(
    town: Town, sandbox: SandboxClient, url: str, *more: str, **given: object
) -> AsyncIterator[tuple[Conversation, int]]:
    """A mobilisation for an incident that runs, the captain on scene; answers the conversation and its id."""
    async with acting(town, sandbox, url, "duty", "officer", *more, delivering=True) as conversation:
        await enrol(conversation.driver)
        case = None if "drill" in given else (await conversation.driver.files("neighbour", kind="incident")).id
        number = await called(conversation.driver, SQUAD, case=case, **given)
        await conversation["officer"].sees("请本人答复")
        await conversation.press("officer", "📍 到场")
        await conversation["officer"].sees("您已到场")
        yield conversation, number


async def noted(conversation: Conversation, number: int) -> list[str]:
    """The record in words: text, then what kind of file."""
    async with conversation.town.database.reading() as session:
        rows = [row.note for row in await notes.of(session, number)]
        return [(note.text or "") + (f"[{note.media.kind.value}]" if note.media else "") for note in rows]


async def test_the_button_then_everything_sent_goes_into_the_record(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sees("JJ20261123-0001 现场情况", "报给指挥员并记入事项")
        await s["officer"].sends("水位涨了 <10> 公分")
        await s["officer"].sees("已记入 JJ20261123-0001 现场情况")
        await s["officer"].sends(album=3, caption="堤脚渗水")
        await s["officer"].sees("已记入 JJ20261123-0001 现场情况")
        await s["officer"].sends(voice=True)
        await s["officer"].sees("已记入 JJ20261123-0001 现场情况")
        await s.settles()
        found = await noted(s, number)
        assert found == ["水位涨了 <10> 公分", "堤脚渗水[photo]", "[photo]", "[photo]", "[voice]"]
        s.driver.forward(minutes=2)
        await ticks.do(s.town, "tell_field")
        told = await s["duty"].sees("现场情况 5 条", "堤脚渗水", "水位涨了 <10> 公分")
        assert told.get("photo"), "under the newest photo"
        await s.press("duty", "📝 全部现场情况")
        await s["duty"].sees("现场情况 5 条", "打开集结")
        await s.press("officer", "✅ 说完了")
        await s["officer"].sees("再发的内容按上报处理")
        await s["officer"].sends("村口电杆倾斜")
        await s["officer"].sees("隐患上报（未提交）", "村口电杆倾斜")
        assert len(await noted(s, number)) == 5


async def test_words_under_a_refused_file_are_in_the_record(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sees("报给指挥员并记入事项")
        await s["officer"].sends(document={"file_name": "a.zip", "mime_type": "application/zip"}, caption="三户被困")
        await s["officer"].sees("文字已经记下")
        await s.settles()
        assert await noted(s, number) == ["三户被困"]


async def test_a_photo_simply_sent_asks_with_one_tap(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s["officer"].sends(photo=True, caption="房后塌方")
        card = await s["officer"].sees("隐患上报（未提交）", "📝 是 JJ20261123-0001 的现场情况")
        assert any("人命" in label or "生命" in label or "🆘" in label for label in card.labels), "still a report"
        assert await noted(s, number) == []
        await s.press("officer", "📝 是 JJ20261123-0001 的现场情况")
        await s["officer"].sees("已记入 JJ20261123-0001 现场情况")
        await s["officer"].sends(location=SLOPE)
        await s["officer"].sees("已记入 JJ20261123-0001 现场情况")
        await s.settles()
        assert await noted(s, number) == ["房后塌方", "[photo]", ""]
        assert len(await s.cases()) == 1, "no second case"


async def test_a_photo_after_the_own_case_is_asked_about_too(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        case = await s.driver.files("officer", "桥面积水")
        await s["officer"].sends(photo=True)
        await s["officer"].sees(f"{case.number}", "📝 是 JJ20261123-0001 的现场情况")
        assert await s.files_of(case) == 1
        await s.press("officer", case.number)
        await s.settles()
        assert await s.files_of(case) == 2
        assert await noted(s, number) == []


async def test_another_danger_comes_out_again_and_words_of_danger_offer_help(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sends("下游有人被困")
        await s["officer"].sees("已记入", "有人有危险", "🆘 求救")
        await s["officer"].sends(album=2, caption="加油站漏油")
        await s["officer"].sees("已记入", "↩️ 是另一处隐患")
        await s.press("officer", "↩️ 是另一处隐患")
        await s["officer"].sees("隐患上报（未提交）", "加油站漏油")
        await s.settles()
        assert await noted(s, number) == ["下游有人被困"]
        (draft,) = [one for one in await s.drafts() if one.state.value == "open"]
        assert draft.data["text"] == "加油站漏油"
        await s["officer"].sends("漏得很快")
        await s["officer"].sees("隐患上报（未提交）", "漏得很快")


async def test_sos_and_reports_go_out_from_the_middle_of_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sends("/sos")
        await s.settles()
        assert len(await s.cases()) == 2, "a danger to life is a case at once"
        await s["officer"].sends("桥塌了")
        await s.settles()
        assert await noted(s, number) == [], "what follows completes it"


async def test_when_it_is_over_what_is_sent_is_a_report(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with out_there(town, sandbox, sandbox_url) as (s, number):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sees("说完了点下面")
        await s.driver.by("duty", stand_down.stand_down, number)
        await s["officer"].sees("集结解除")
        await s.press("officer", "我已归队")
        await s["officer"].sees("归队")
        await s["officer"].sends("村道塌方")
        await s["officer"].sees("隐患上报（未提交）", "村道塌方")
        card = await s["officer"].last()
        assert not any("的现场情况" in label for label in card.labels)
        assert await noted(s, number) == []
        assert "不能报现场情况" in (await s.press("officer", "📝 现场情况", stale=True))["text"]


async def test_a_drill_is_marked_in_each_answer(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with out_there(town, sandbox, sandbox_url, drill=True) as (s, _):
        await s.press("officer", "📝 现场情况")
        await s["officer"].sees("【演】", "现场情况")
        await s["officer"].sends("演练情况")
        await s["officer"].sees("【演】", "已记入")
        await s.press("officer", "✅ 说完了")
        await s["officer"].sees("【演】✅")


async def test_the_live_card_offers_what_has_come(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with out_there(town, sandbox, sandbox_url, "land") as (s, number):
        await says(s.driver, number, Answer.COMING, "land")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sees("紧急集结 · 实战", "出发 1")
        await s["officer"].sends("路已通")
        await s.press("officer", "📝 是 JJ20261123-0001 的现场情况")
        await s["officer"].sees("已记入")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sees("紧急集结 · 实战", "📝 现场情况 1 条")
