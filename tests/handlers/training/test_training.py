"""Training on the phone: planned by the station, answered in words, signed in by a press, held; then hours and quiz."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import sqlalchemy as sa
from openpyxl import Workbook

from conversation import acting
from models import Media, TrainingSession
from models.enums import MediaState
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from training_steps import asks, invited


async def test_a_session_is_planned_invited_attended_held_and_its_quiz_taken_in_two_goes(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night", "principal", "officer", delivering=True) as s:
        await ticks.do(s.town, "sync_duties")
        await ticks.work_off(s.town)
        await s["duty"].sends("/duties")
        await s.press("duty", "应急培训")
        await s.press("duty", "打开培训计划")
        await s["duty"].sees("2026 年培训计划", "还没有安排")
        await s.press("duty", "安排一课")
        await s.press("duty", "消防")
        await s["duty"].sends("明天9点")
        await s["duty"].sees("消防培训", "2026-11-24 09:00 至 11:00（2 学时）", "地点：待定", "对象：未选")
        await s.press("duty", "学时")
        await s["duty"].sends("1.5")
        await s["duty"].sees("09:00 至 10:30（1.5 学时）")
        await s.press("duty", "地点")
        await s["duty"].sends("镇政府三楼")
        await s.press("duty", "选对象")
        await s.press("duty", "岗位")
        await s.press("duty", "村社应急管理点负责人")
        await s["duty"].sees("岗位：村社应急管理点负责人", "2 人")
        await s.press("duty", "‹ 选好了")
        await s.press("duty", "应急管理站专职人员")
        await s["duty"].sees("5 人")
        await s.press("duty", "✅ 选好了")
        await s.press("duty", "发通知")
        await s["duty"].sees("请核对名单再发", "5 人", "2 人没有登录")
        await s.press("duty", "✅ 发给这 5 人")
        await s["principal"].sees("培训通知", "消防培训", "镇政府三楼", "签到（08:30 起）")
        await s["principal"].sends("收到")
        await s["principal"].sees("您的答复：已读")
        await s["principal"].sends("参加")
        await s["principal"].sees("您的答复：参加")
        await s["night"].sees("培训通知")
        await s["night"].sends("去不了，要值班")
        await s["night"].sees("您的答复：去不了")
        await s["duty"].sees("要值班")

        await s.press("duty", "发资料")
        await s["duty"].sends(document={"name": "消防.pdf", "mime": "application/pdf"}, caption="先看第一页")
        await s["duty"].sees("附件：1 份", "先看第一页")
        await s.press("duty", "发给参加的人")
        await s["principal"].sees("消防培训", "资料 1 份", "先看第一页")

        s.driver.forward(hours=22)  # 8:00
        await s["principal"].sends("签到")
        await s["principal"].sees("11-24 08:30 起可以签到")
        await s["duty"].sees_nothing("没有被受理")
        s.driver.forward(minutes=58)
        await s["principal"].sends("签到")
        await s["principal"].sees("您已到课（11-24 08:58 签到）")
        await s["officer"].sends("/training")
        await s.press("officer", "消防培训")
        await s.press("officer", "签到")
        await s["officer"].sees("您已到课")

        await asks(s.driver, await s.number(sa.select(TrainingSession.id)))
        s.driver.forward(minutes=30)
        await s["principal"].sends("/training")
        await s.press("principal", "消防培训")
        await s.press("principal", "📝 测验")
        await s["principal"].sees("第 1/2 题", "发现火情先打哪个电话？", "B. 119")
        await s["principal"].sends("/training")  # broken off at the first question
        await s["duty"].sends("/training")
        await s.press("duty", "消防培训")
        await s.press("duty", "组织这一课")
        await s.press("duty", "📊 成绩")
        await s["duty"].sees("打开了，还没答题（不算不合格）", "还没做")
        await s.press("principal", "消防培训")
        await s.press("principal", "📝 测验")
        await s.press("principal", "B")
        await s["principal"].sees("第 2/2 题", "多选")
        await s.press("principal", "A")
        await s.press("principal", "B")
        await s.press("principal", "☑ B")
        await s.press("principal", "C")
        await s.press("principal", "确定：AC")
        await s["principal"].sees("测验完成", "60×1 + 40×1 = 100 分，满分 100 分（100%），合格")

        s.driver.forward(hours=2)
        await s["duty"].sends("/training")
        await s.press("duty", "消防培训")
        await s.press("duty", "组织这一课")
        await s.press("duty", "📋 到课名单")
        await s["duty"].sees("到课：2 人", "没点到的记缺课")
        await s.press("duty", "⬜ 孙值班")
        await s.press("duty", "确认名单（到课 3 人）")
        await s["duty"].sees("本课已办", "已计入 2026 年四季度：应急培训")
        await s["principal"].sends("/training")
        await s.press("principal", "我的培训")
        await s["principal"].sees(
            "消防培训：1.5 学时", "100 分", "合计：1.5 学时", "2026 年到课 1 次，共 1.5 学时，测验合格 1 门"
        )
        await s["duty"].sends("/training")
        await s.press("duty", "专职人员学时")
        await s["duty"].sees("应满 24 学时，3 人中 3 人不足", "还差 22.5")


def sheet_of(*rows: tuple[object, ...]) -> str:
    """Return an Excel file as a phone sends it."""
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(content)
    return b64encode(content.getvalue()).decode()


async def test_questions_come_as_a_sheet_and_names_are_typed(
    town: Town, sandbox: SandboxClient, sandbox_url: str, tmp_path: Path
) -> None:
    files = town.settings.files.model_copy(update={"store": f"file://{tmp_path}/media"})
    town = replace(town, settings=town.settings.model_copy(update={"files": files}))
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        session = await invited(s.driver)
        await s["duty"].sends("/training")
        await s.press("duty", "消防培训")
        await s.press("duty", "组织这一课")
        await s.press("duty", "📝 题目")
        await s.press("duty", "发题目表")
        await s.press("duty", "下载空表")
        await s["duty"].sees()
        await s["duty"].sends("题目在这里")
        await s["duty"].sees("这里要一份 Excel 表")
        data = sheet_of(
            ("题目", "选项A", "选项B", "答案"), ("先打哪个电话？", "110", "119", "B"), ("没有答案", "甲", "乙")
        )
        await s["duty"].sends(document={"bytes": data, "name": "题目.xlsx"})
        await s["duty"].sees("表收到了")

        async def stored() -> int:
            return await s.number(sa.select(sa.func.count(Media.id)).where(Media.state == MediaState.STORED))

        await until(stored, what="the sheet was never stored")
        await ticks.work_off(s.town)
        await s["duty"].sees("新增 1", "不导入 1", "第 3 行 不导入：没有答案（答案看不懂")
        await s.press("duty", "下载标注表")
        await s["duty"].sees()
        sent = [str(call["params"]) for call in await sandbox.calls("sendDocument") if call["ok"]]
        assert ["题目表.xlsx" in sent[0], "需修改.xlsx" in sent[1]] == [True, True]
        await s.press("duty", "导入 1 条")
        await s["duty"].sees("消防培训", "测验 1 题")

        s.driver.clock.at = session.at
        await s["duty"].sends("/training")
        await s.press("duty", "消防培训")
        await s.press("duty", "组织这一课")
        await s.press("duty", "📋 到课名单")
        await s.press("duty", "发名单")
        await s["duty"].sends("李夜班、冯书记 查无此人")
        await s["duty"].sees("记到课 2，已记 0，存疑 0，不记 1", "3. ✖️ 查无此人（花名册里没有这个人")
        await s.press("duty", "导入 2 条")
        await s["duty"].sees("到课：2 人（名单 5 人）")
