"""A photo that answers a case's card, from the person who owes the next step, opens the card of that step."""

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Attachment, Case, Message
from models.enums import CaseState, DraftKind, DraftState, Purpose
from sandbox_client import SandboxClient
from services.assignments import verification
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from unit_steps import UNIT, accepted, issued


async def purposes(s: Conversation, case: Case) -> list[Purpose]:
    async with s.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Attachment.purpose).where(Attachment.case_id == case.id).order_by(Attachment.id)
        )
        return list(rows)


async def card_of(s: Conversation, who: str, case: Case) -> int:
    """Return the message that shows the case to somebody, once the ledger knows it."""
    card = await s[who].sees(case.number, "自然资源所")
    await s.delivered()
    return card.id


async def test_a_units_photo_with_words_is_its_feedback_by_one_press(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "principal", delivering=True) as s:
        case = await accepted(s, photos=1)
        await s["land"].sends(photo=True, caption="已拉警戒线", reply_to=await card_of(s, "land", case))
        await s["land"].sees("已拉警戒线", "可以提交了")
        await s.press("land", "✅ 提交反馈")
        await s["land"].sees("已反馈")
        assert (await s.driver.case(case.id)).state is CaseState.FEEDBACK
        assert (await purposes(s, case))[-1] is Purpose.FEEDBACK


async def test_a_photo_that_was_no_feedback_goes_into_the_case_by_one_press(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s["land"].sends(photo=True, caption="到现场了，还在看", reply_to=await card_of(s, "land", case))
        await s["land"].sees("到现场了")
        await s.press("land", "➕ 只是补充情况，不是反馈")
        await s["land"].sees(f"已补充到 {case.number}")
        kept = await s.driver.case(case.id)
        assert kept.state is CaseState.HANDLING, "the feedback is still owed"
        assert "到现场了，还在看" in kept.description
        assert (await s.driver.assignment(case, UNIT)).feedback is None


async def test_words_of_a_danger_under_the_photo_go_to_the_case_at_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await accepted(s)
        await s["land"].sends(photo=True, caption="石头压住一个人", reply_to=await card_of(s, "land", case))
        await s["duty"].sees("压住一个人")
        assert "压住一个人" in (await s.driver.case(case.id)).description
        kinds = [one.kind for one in await s.drafts()]
        assert DraftKind.FEEDBACK not in kinds, "no card of a step waits for a press"


async def test_a_photo_to_an_order_that_is_not_accepted_yet_joins_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        await s["land"].sends(photo=True, reply_to=await card_of(s, "land", case))
        await s["land"].sees(f"已补充到 {case.number}")


async def test_a_report_that_is_open_stays_open(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        card = await card_of(s, "land", case)
        await s["land"].sends("沟边护栏松了")
        await s["land"].sees("护栏松了", "还缺")
        await s["land"].sends(photo=True, reply_to=card)
        await s["land"].sees(f"已补充到 {case.number}")
        (draft,) = [one for one in await s.drafts() if one.state is DraftState.OPEN]
        assert draft.data["text"] == "沟边护栏松了"


async def test_the_verifiers_photo_is_the_evidence_that_a_grave_case_asks_for(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", delivering=True) as s:
        case = await s.driver.handled(UNIT, severity="major")
        card = await s["principal"].sees("请核验", case.number)
        assert "✅ 核验通过" not in card.labels, "a picture is owed first"
        await s.delivered()
        await s["principal"].sends(photo=True, reply_to=card.id)
        await s["principal"].sees("核验", "附件")
        await s.press("principal", "✅ 核验通过")
        await s["principal"].sees("已核验")
        assert (await s.driver.case(case.id)).state is CaseState.VERIFIED
        assert (await purposes(s, case))[-1] is Purpose.VERIFICATION


async def test_an_ordinary_case_is_verified_by_one_press(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", delivering=True) as s:
        case = await s.driver.handled(UNIT)
        await s["principal"].sees("请核验", case.number)
        await s.press("principal", "✅ 核验通过")
        await s["principal"].sees("已核验")
        assert (await s.driver.case(case.id)).state is CaseState.VERIFIED
        with pytest.raises(Stale):
            await s.driver.by("principal", verification.verify_at_once, case.id)


async def test_who_handled_it_gets_no_button_to_verify_it(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await s.driver.handled(UNIT)
        assert "✅ 核验通过" not in (await s["land"].sees(case.number, "已反馈")).labels
        with pytest.raises(Forbidden):
            await s.driver.by("land", verification.verify_at_once, case.id)


async def test_a_photo_that_answers_a_card_that_was_asked_for_is_feedback_as_well(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s["land"].sends(case.number)
        card = await s["land"].sees(case.number, "自然资源所")
        async with s.town.database.reading() as session:
            known = await session.scalars(sa.select(Message.message_id).where(Message.chat_id == s["land"].id))
            assert card.id not in set(known), "the ledger knows what was pushed, not what was asked for"
        await s["land"].sends(photo=True, caption="已拉警戒线", reply_to=card.id)
        await s["land"].sees("已拉警戒线", "可以提交了")
