"""Whoever looks at a case sees the picture that matters then: the report's before the work, the feedback's after it."""

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Attachment, Case, Media, Message
from models.enums import Purpose, Severity
from sandbox_client import SandboxClient
from services.assignments import handling
from services.core.town import Town
from township import SLOPE

UNIT = "natural-resources"


async def reported(s: Conversation) -> Case:
    """A report with a photo, filed in chat."""
    await s["officer"].sends(photo=True, caption="村道边坡有落石")
    await s["officer"].sees("上报")
    await s["officer"].sends(location=SLOPE)
    await s["officer"].sees("已定位")
    await s.press("officer", "✅ 提交")
    await s["officer"].sees("已提交")
    return (await s.cases())[-1]


async def fed_back(s: Conversation, case: Case) -> None:
    """The unit's feedback, with a photo of the work done."""
    await s.driver.dispatched(UNIT, case=case)
    await s.driver.by("land", handling.accept, (await s.driver.assignment(case, UNIT)).id)
    await s["land"].sends(case.number)
    await s["land"].sees(case.number, "反馈")
    await s.press("land", "反馈")
    await s["land"].sees("反馈 " + case.number)
    await s["land"].sends(photo=True, caption="已清理落石")
    await s["land"].sees("可以提交了")
    await s.press("land", "提交反馈")
    await s["land"].sees("已反馈")


async def file_of(s: Conversation, case: Case, purpose: Purpose) -> str:
    """Telegram's id of the newest file of a purpose."""
    async with s.town.database.reading() as session:
        found = await session.scalar(
            sa.select(Media.file_id)
            .join(Attachment, Attachment.media_id == Media.id)
            .where(Attachment.case_id == case.id, Attachment.purpose == purpose)
            .order_by(Attachment.id.desc())
            .limit(1)
        )
    return str(found)


async def shown(s: Conversation, event: str) -> list[Message]:
    found = await s.queued(event)
    assert found, event
    return found


def picture(message: Message) -> str | None:
    return (message.content.get("picture") or {}).get("file_id")


async def test_verifying_shows_the_work_done_and_the_report_beside_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", "principal", delivering=True) as s:
        case = await reported(s)
        await fed_back(s, case)
        before, after = await file_of(s, case, Purpose.REPORT), await file_of(s, case, Purpose.FEEDBACK)
        assert before != after
        for message in await shown(s, "filed"):
            assert picture(message) == before
        for message in await shown(s, "to_verify"):
            assert [one["file_id"] for one in message.content["beside"]] == [before, after]
        await s["principal"].sees("请核验", "处置前后的照片见下方")
        shown_both = [await s["principal"].sees(f"{label} · {case.number}") for label in ("处置前", "处置后")]
        assert all(one.get("photo") for one in shown_both)
        assert len({one["media_group_id"] for one in shown_both}) == 1, "side by side"
        await s.press("principal", "核验")
        card = await s["principal"].sees("核验 " + case.number, "已清理落石", "图为处置后的情况", "处置前后对比")
        assert card.get("photo")
        await s.press("principal", "处置前后对比")
        for label in ("处置前", "处置后"):
            assert (await s["principal"].sees(f"{label} · {case.number}")).get("photo")


async def test_the_reporter_sees_the_result_when_it_is_closed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", "principal", delivering=True) as s:
        case = await reported(s)
        await fed_back(s, case)
        await s["principal"].sees("请核验")
        await s.press("principal", "核验")
        await s["principal"].sees("核验通过")
        await s.press("principal", "✅ 核验通过")
        await s["duty"].sees("核验通过，请销号", "图为处置后的情况")
        await s.press("duty", "销号")
        closed = await s["officer"].sees("已销号，闭环完成", "图为处置后的情况")
        assert closed.get("photo")
        after = await file_of(s, case, Purpose.FEEDBACK)
        assert {picture(message) for message in await shown(s, "closed")} == {after}
        await s["officer"].sends(case.number)
        assert (await s["officer"].sees(case.number, "图为处置后的情况")).get("photo")


async def test_a_case_that_is_opened_again_shows_the_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", "principal", delivering=True) as s:
        case = await reported(s)
        await fed_back(s, case)
        await s.driver.verifies("principal", case, photos=0)
        await s["duty"].sees("核验通过，请销号")
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number, "重新启动")
        await s.press("duty", "重新启动")
        await s["duty"].sends("又有落石")
        again = await s["officer"].sees("重新启动：又有落石")
        assert "图为处置后" not in again.text
        before = await file_of(s, case, Purpose.REPORT)
        assert {picture(message) for message in await shown(s, "reopened")} == {before}


async def test_what_remains_is_shown_by_the_picture_of_who_found_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", "principal", delivering=True) as s:
        case = await reported(s)
        await fed_back(s, case)
        await s["principal"].sees("请核验")
        await s.press("principal", "核验")
        await s["principal"].sees("仍有遗留")
        await s.press("principal", "仍有遗留")
        await s["principal"].sees("还差：遗留的是什么")
        await s["principal"].sends(photo=True, caption="坡顶还有裂缝")
        await s["principal"].sees("可以提交了")
        await s.press("principal", "遗留另立事项")
        await s["principal"].sees("遗留隐患已立为")
        rest = (await s.cases())[-1]
        assert await file_of(s, rest, Purpose.REPORT) == await file_of(s, case, Purpose.VERIFICATION)
        assert rest.severity is Severity.ORDINARY
