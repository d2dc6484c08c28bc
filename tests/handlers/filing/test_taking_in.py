"""Filing (D1): one card, filled in any order; what is missing is shown; a case comes of it once."""

import pytest

from conversation import Conversation, acting, running
from models.enums import DraftState, Kind, Severity
from sandbox_client import SandboxClient
from services.core.town import Town

INSIDE = (30.1870, 108.0530)
OUTSIDE = (31.5, 109.5)


async def fill_in(conversation: Conversation) -> None:
    """Fill in the two things a report needs."""
    await conversation["officer"].sends(photo=True)
    await conversation["officer"].sees("照片 1 张")
    await conversation["officer"].sends(location=INSIDE)
    await conversation["officer"].sees("必填内容已齐")


@pytest.mark.parametrize(
    "first", [{"photo": True}, {"voice": True}, {"location": INSIDE}, {"text": "屋后土坡开裂"}, {"text": "/report"}]
)
async def test_anything_opens_the_card_and_the_rest_follows_in_any_order(
    town: Town, sandbox: SandboxClient, sandbox_url: str, first: dict[str, object]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends(**first)
        await officer.sees("隐患上报", "✅ 提交", "✖️ 取消")
        if "location" not in first:
            await officer.sends(location=INSIDE)
        await officer.sees("已定位")
        await officer.sends("屋后土坡开裂")
        await officer.sees("屋后土坡开裂", "必填内容已齐")
        await officer.sends(photo=True, caption="从东边拍的")
        await officer.sees("照片", "从东边拍的")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        await officer.sees("已提交", case.number)
        assert case.number == "YH20261123-0001"
        assert (case.latitude, case.longitude) == INSIDE
        assert await conversation.files_of(case) == (2 if "voice" in first or "photo" in first else 1)


async def test_there_is_one_card_which_moves_down_when_much_stands_below_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(photo=True)
        first = await conversation["officer"].sees("隐患上报")
        await conversation["officer"].sends("河堤渗水")
        assert (await conversation["officer"].sees("河堤渗水")).id == first.id, "it is edited where it stands"
        await conversation.press("officer", "程度")
        await conversation.press("officer", "较大：")
        assert (await conversation["officer"].sees("程度：较大")).id == first.id, "a press changes it as well"
        await conversation["officer"].sends(photo=True)
        assert (await conversation["officer"].sees("照片 2 张")).id == first.id
        await conversation["officer"].sends("水是浑的")
        second = await conversation["officer"].sees("水是浑的")
        assert second.id > first.id
        await conversation.settles()
        cards = [m for m in await conversation["officer"].reads() if m.labels and not m.get("deleted")]
        assert [card.id for card in cards] == [second.id], "and only one stands"


async def test_without_a_place_the_reporters_own_village_stands_in(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "land") as conversation:
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("上湾村（您的村社，不对请改）", "必填内容已齐", "发个定位更准")
        await conversation.press("officer", "✅ 提交")
        assert (await conversation.case()).village_id == conversation.driver.villages["shangwan"]
        await conversation["land"].sends(photo=True)
        await conversation["land"].sees("还缺：地点")


async def test_a_village_that_the_words_name_goes_before_the_reporters_own(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("下河村桥头护栏断了")
        await conversation["officer"].sees("下河村（按描述，不对请改）")
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("上湾村 · 已定位")
        await conversation.press("officer", "✅ 提交")
        assert (await conversation.case()).village_id == conversation.driver.villages["shangwan"], (
            "a pin goes before words"
        )


async def test_a_card_that_is_gone_is_shown_again(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(photo=True)
        card = await conversation["officer"].sees("照片 1 张")
        await sandbox.fault("editMessageText", status=400, description="Bad Request: message to edit not found")
        await conversation["officer"].sends("河堤渗水")
        again = await conversation["officer"].sees("河堤渗水", "照片 1 张")
        assert again.id > card.id
        await conversation["officer"].sends(photo=True)
        assert (await conversation["officer"].sees("照片 2 张")).id == again.id, "and is the card from then on"


async def test_every_field_by_button_and_by_word(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends("/report")
        await officer.sees("上湾村", "还缺：照片或文字")
        await conversation.press("officer", "📍 地点")
        page = await officer.sees("选村社")
        assert page.labels[0] == "上湾村", "the officer's village comes first"
        await conversation.press("officer", "下河村")
        await conversation.press("officer", "第一网格")
        await officer.sees("下河村 · 第一网格", "还缺：照片或文字")
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "填写具体位置")
        await officer.sees("请发一句话")
        await officer.sends("老桥往上 50 米")
        await officer.sees("老桥往上 50 米")
        await conversation.press("officer", "🗂 条线")
        await officer.sees("安全生产委员会", "防灾救灾委员会")
        await conversation.press("officer", "防台防汛抗旱")
        await conversation.press("officer", "🔁 类型：隐患")
        await officer.sees("险情上报")
        await conversation.press("officer", "📊 程度")
        await conversation.press("officer", "重大：正威胁多人")
        await conversation.press("officer", "受威胁人数")
        await officer.sends("１２")
        await officer.sees("受威胁：12 人")
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await officer.sends("李大爷 138 0000 1234")
        await officer.sees("反映村民：李* 138****1234")
        await officer.sends("桥墩冲空")
        await officer.sees("桥墩冲空")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert case.number == "XQ20261123-0001"
        assert (case.kind, case.severity, case.line) == (Kind.INCIDENT, Severity.MAJOR, "flood")
        assert case.village_id == conversation.driver.villages["xiahe"]
        assert case.grid_id == conversation.driver.grids["xiahe"]
        assert (case.landmark, case.people_at_risk) == ("老桥往上 50 米", 12)
        assert (case.on_behalf_name, case.on_behalf_phone) == ("李大爷", "13800001234")
        assert case.description == "桥墩冲空"


async def test_a_villager_may_stay_unnamed(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await fill_in(conversation)
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "填写村民姓名")
        await conversation["officer"].sends(contact={"phone_number": "13800001234", "first_name": "李大爷"})
        await conversation["officer"].sees("反映村民：李*")
        await conversation.press("officer", "替村民上报")
        await conversation.press("officer", "要求匿名")
        await conversation["officer"].sees("要求匿名")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert case.anonymous
        assert case.on_behalf_name is None
        assert case.on_behalf_phone is None


async def test_what_is_no_answer_to_the_question_goes_into_the_description(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await fill_in(conversation)
        await conversation.press("officer", "受威胁人数")
        await conversation["officer"].sends("坡上还在往下掉石头，住户已经撤出来了")
        await conversation["officer"].sees("情况：坡上还在往下掉石头")
        await conversation.press("officer", "受威胁人数")
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("照片 2 张")
        await conversation.press("officer", "受威胁人数")
        await conversation.press("officer", "20")
        await conversation["officer"].sees("受威胁：20 人")


async def test_an_album_is_one_card_and_one_report(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(album=10, caption="屋后裂缝")
        await conversation["officer"].sees("照片 10 张", "屋后裂缝")
        await conversation.settles()
        shown = [m for m in await conversation["officer"].reads() if m["from_bot"] and not m.get("deleted")]
        assert len(shown) == 1
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        assert await conversation.files_of(await conversation.case()) == 10


async def test_submitting_too_early_says_what_is_missing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("还缺：照片或文字")
        answer = await conversation.press("officer", "✅ 提交")
        assert answer["show_alert"]
        assert "照片或文字" in answer["text"]
        assert await conversation.cases() == []


async def test_a_second_press_of_submit_is_told_and_files_nothing(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await fill_in(conversation)
        card = await conversation.sees("officer")
        await conversation.press("officer", "✅ 提交")
        answer = await conversation["officer"].taps("✅ 提交", message=card.id, stale=True)
        assert "YH20261123-0001" in answer["text"]
        assert len(await conversation.cases()) == 1
        assert len(await conversation.queued("receipt")) == 1


async def test_the_receipt_comes_by_the_outbox_after_the_commit(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await fill_in(conversation)
        await conversation.press("officer", "✅ 提交")
        await conversation["officer"].sees("已提交：YH20261123-0001")
        await conversation["duty"].sees("新上报 YH20261123-0001")


@pytest.mark.parametrize(
    ("said", "first_line"),
    [
        ("塌方，有人被埋", "新上报 YH20261123-0001 提到人员危险，请马上打电话核实并研判"),
        ("河边有小孩落水", "新上报 YH20261123-0001 提到人员危险，请马上打电话核实并研判"),
        ("路边有落石", "新上报 YH20261123-0001，请研判"),
    ],
)
async def test_the_station_is_told_that_the_words_of_an_ordinary_report_speak_of_danger(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, first_line: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await fill_in(conversation)
        await conversation["officer"].sends(said)
        await conversation["officer"].sees(said)
        await conversation.press("officer", "✅ 提交")
        await conversation["duty"].sees(first_line, said)
        case = await conversation.case()
        assert (case.kind, case.life_danger) == (Kind.HAZARD, False), "words alone decide nothing"


async def test_a_pin_outside_the_township_is_asked_about(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        officer = conversation["officer"]
        await officer.sends("公路边有落石")
        await officer.sees("公路边有落石")
        await officer.sends(location=OUTSIDE)
        await officer.sees("定位在辖区外", "就是这里", "重新定位")
        assert "确认定位" in (await conversation.press("officer", "✅ 提交"))["text"]
        answer = await conversation.press("officer", "重新定位")
        assert "重新发送位置" in answer["text"]
        await officer.sends(location=OUTSIDE)
        await officer.sees("就是这里")
        await conversation.press("officer", "就是这里")
        await officer.sees("已定位（辖区外）", "必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        assert (await conversation.case()).outside


async def test_a_pin_suggests_the_village_which_can_be_changed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("上湾村 · 已定位")
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "下河村")
        await conversation.press("officer", "不清楚是哪个网格")
        await conversation["officer"].sees("下河村 · 已定位")
        await conversation.press("officer", "📍 地点")
        await conversation.press("officer", "去掉定位")
        card = await conversation.sees("officer")
        assert "已定位" not in card.text


async def test_the_line_is_suggested_from_words_and_never_forced(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("村口变压器漏电")
        await conversation["officer"].sees("条线：电力（按描述推荐")
        await conversation.press("officer", "🗂 条线")
        await conversation.press("officer", "消防")
        await conversation["officer"].sees("条线：消防")
        await conversation["officer"].sends("电线烧断了，还在漏电")
        card = await conversation["officer"].sees("电线烧断了")
        assert "条线：消防" in card.text


async def test_a_refused_file_leaves_everything_else_as_it_is(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("屋后裂缝")
        await conversation["officer"].sees("屋后裂缝")
        await conversation["officer"].sends(
            document={"file_name": "virus.exe", "mime_type": "application/x-msdownload"}
        )
        await conversation["officer"].sees("不接收这种文件")
        await conversation["officer"].sends(document={"file_name": "照片.pdf", "mime_type": "application/pdf"})
        await conversation["officer"].sees("文件 1 份")


async def test_words_under_a_refused_file_open_the_card(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        sent = {"file_name": "现场.zip", "mime_type": "application/zip"}
        await conversation["officer"].sends(document=sent, caption="三户被困，请求救援")
        await conversation["officer"].sees("不接收这种文件", "文字已经记下")
        await conversation["officer"].sees("（未提交）", "三户被困，请求救援")
        await conversation["officer"].sends(document=sent, caption="/sos 又困了一户")
        await conversation["officer"].sees("险情已报出", "三户被困，请求救援", "又困了一户")
        assert (await conversation.case()).description == "三户被困，请求救援\n又困了一户"


async def test_every_kind_of_file_is_taken_and_counted(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        for kind, shown in (("photo", "照片 1 张"), ("video", "视频 1 段"), ("voice", "语音 1 条")):
            await conversation["officer"].sends(**{kind: True})
            await conversation["officer"].sees(shown)
        await conversation["officer"].sees("照片 1 张、视频 1 段、语音 1 条")


async def test_what_cannot_be_taken_in_is_said_politely(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(contact={"phone_number": "13912345678", "first_name": "某人"})
        await conversation["officer"].sees("这类内容暂时收不了", "照片、视频、语音、文字、位置")
        await conversation["officer"].sends(sticker=True)
        await conversation["officer"].sees("这类内容暂时收不了")
        assert await conversation.drafts() == []


async def test_hostile_and_huge_words_do_no_harm(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("<b>危险</b> & <script>alert(1)</script>")
        await conversation["officer"].sees("<b>危险</b> & <script>alert(1)</script>")
        for _ in range(3):
            await conversation["officer"].sends("字" * 4000)
            await conversation["officer"].sees("<b>危险</b>", "…")
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        case = await conversation.case()
        assert len(case.description) > 12_000
        await conversation["officer"].sees(case.number, "<b>危险</b>", "📄 全文")


async def test_a_draft_outlives_a_restart(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("照片 1 张")
    async with running(conversation, sandbox_url):
        await conversation.press("officer", "受威胁人数")
        await conversation["officer"].sees("直接发送人数")
    async with running(conversation, sandbox_url):
        await conversation["officer"].sends("三十")
        await conversation["officer"].sees("照片 1 张", "受威胁：30 人")


async def test_an_old_draft_is_put_aside_and_offered(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("昨天的落石")
        await conversation["officer"].sees("昨天的落石")
        conversation.driver.forward(hours=20)
        await conversation["officer"].sends("今天的积水")
        card = await conversation["officer"].sees("今天的积水", "继续上次未提交的")
        assert "昨天的落石" not in card.text
        await conversation.press("officer", "继续上次未提交的")
        await conversation["officer"].sees("昨天的落石")
        assert {draft.state for draft in await conversation.drafts()} == {DraftState.OPEN, DraftState.SHELVED}


async def test_an_edited_message_changes_the_card_and_later_corrects_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as conversation:
        (said,) = await conversation["officer"].sends("村口路面塌先")
        await conversation["officer"].sees("塌先")
        await conversation["officer"].edits(said, "村口路面塌陷")
        await conversation["officer"].sees("村口路面塌陷")
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("必填内容已齐")
        await conversation.press("officer", "✅ 提交")
        await conversation["officer"].edits(said, "村口路面塌陷，约 2 米深")
        await conversation["officer"].sees("已更正", "原文保留")
        case = await conversation.case()
        assert case.description == "村口路面塌陷，约 2 米深"
        assert ("correct", "submitted") in await conversation.driver.journal(case)
        await conversation.news()
        assert await conversation.queued("corrected")


async def test_cancelling_can_be_undone(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("屋后裂缝")
        await conversation["officer"].sees("屋后裂缝")
        await conversation.press("officer", "✖️ 取消")
        await conversation["officer"].sees("已取消这份上报", "恢复")
        await conversation.press("officer", "恢复")
        await conversation["officer"].sees("屋后裂缝", "✅ 提交")
        await conversation["officer"].sends("/cancel")
        await conversation["officer"].sees("已取消这份上报")
        answer = await conversation.press("officer", "✅ 提交", stale=True)
        assert "已取消" in answer["text"]
        await conversation.press("officer", "恢复")
        await conversation["officer"].sees("屋后裂缝", "✅ 提交")


async def test_another_report_follows(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await fill_in(conversation)
        await conversation.press("officer", "✅ 提交")
        conversation.driver.forward(minutes=1)
        await conversation["officer"].sends("📝 上报")
        await conversation["officer"].sees("隐患上报", "还缺：照片或文字")
        await fill_in(conversation)
        await conversation.press("officer", "不是同一件")
        await conversation.press("officer", "✅ 提交")
        assert [case.number for case in await conversation.cases()] == ["YH20261123-0001", "YH20261123-0002"]
