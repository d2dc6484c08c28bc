"""The page of phones in a real browser, with a small bot at the other end."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import BrowserContext, Locator, Page, async_playwright, expect

from browser import ARGUMENTS, chromium
from patience import STANDSTILL
from sandbox.content import pictures
from sandbox.server import Server
from sandbox.web.guide import Guide, Seat, Step, presses, sends, shows
from sandbox.web.page import phones
from sandbox.world.actions import membership
from sandbox.world.people import Person
from sandbox.world.state import World

Json = dict[str, Any]

pytestmark = pytest.mark.browser
expect.set_options(timeout=STANDSTILL * 1000)

TOKEN = "4242:page"
HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"\'><b>&amp;\u202egnp.exe 👩‍🚒🧑🏽'


class SmallBot:
    """Answers what the tests need, over HTTP."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=f"{url}/bot{TOKEN}", timeout=40, trust_env=False)

    async def call(self, method: str, **params: Any) -> Json:
        answer: Json = (await self._http.post(f"/{method}", json=params)).json()
        return answer

    async def run(self) -> None:
        offset = 0
        async with self._http:
            while True:
                answer = await self.call("getUpdates", offset=offset, timeout=20)
                if not answer["ok"]:
                    return
                for update in answer["result"]:
                    offset = update["update_id"] + 1
                    if "message" in update:
                        await self._hear(update["message"])
                    elif "callback_query" in update:
                        await self._pressed(update["callback_query"])

    async def _hear(self, message: Json) -> None:
        chat, text = message["chat"]["id"], message.get("text", "")
        if text == "/start":
            keys = [
                [{"text": "分享手机号", "request_contact": True}, {"text": "发送位置", "request_location": True}],
                [{"text": "我的事项"}],
            ]
            await self.call("sendMessage", chat_id=chat, text="请先分享手机号", reply_markup={"keyboard": keys})
        elif text == "按钮":
            rows = [("记下", "note"), ("警告", "alert"), ("改写", "edit"), ("删去", "delete"), ("不理", "silence")]
            markup = {"inline_keyboard": [[{"text": label, "callback_data": data}] for label, data in rows]}
            await self.call("sendMessage", chat_id=chat, text="请选择", reply_markup=markup)
        elif text == "等等":
            await self.call("sendChatAction", chat_id=chat, action="typing")
        elif text:
            await self.call("sendMessage", chat_id=chat, text=f"收到：{text}"[:4096])
        for kind in ("photo", "location", "contact", "voice", "document"):
            if kind in message:
                await self.call("sendMessage", chat_id=chat, text=f"收到 {kind}")

    async def _pressed(self, query: Json) -> None:
        message, data = query["message"], query["data"]
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        if data == "edit":
            await self.call("editMessageText", **where, text="已经改写")
        elif data == "delete":
            await self.call("deleteMessage", **where)
        words = {"note": "已经记下", "alert": "危险，请拨 119"}.get(data, "")
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=data == "alert")


class Table:
    """A world with its page and its bot, and a browser to look at it."""

    def __init__(self, server: Server, browser: BrowserContext, bot: SmallBot, learner: Person) -> None:
        self.world, self.url, self.bot, self.learner = server.world, server.url, bot, learner
        self._browser = browser
        self._pages: list[Page] = []
        self.troubles: list[str] = []

    def person(self, name: str = "李秀英", phone: str | None = "+8613800000001", *, started: bool = True) -> Person:
        person = self.world.add_person(name, phone=phone)
        if started:
            self.world.private(person, self.world.bot(TOKEN)).started = True
        return person

    async def sit(self, *keys: int, width: int = 1366, height: int = 768, query: str = "") -> Page:
        page = await self._browser.new_page()
        await page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self._pages.append(page)
        chosen = f"phones={','.join(map(str, keys))}" if keys else ""
        await page.goto(f"{self.url}/?{'&'.join(part for part in (chosen, query) if part)}")
        for key in keys:
            await expect(phone(page, key)).to_be_visible()
        return page

    async def rise(self) -> None:
        for page in self._pages:
            await page.close()
        self._pages.clear()


def phone(page: Page, key: int) -> Locator:
    return page.get_by_test_id(f"phone-{key}")


def bubbles(of: Locator) -> Locator:
    return of.locator(".bubble .text")


async def write(of: Locator, text: str) -> None:
    await of.get_by_test_id("input").fill(text)
    await of.get_by_test_id("input").press("Enter")


async def attach(page: Page, of: Locator, label: str) -> Locator:
    await of.get_by_test_id("attach").click()
    await page.get_by_role("menuitem", name=label).click()
    return page.get_by_test_id("sheet")


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        # One context, so that the page's own libraries are loaded once.
        context = await running.new_context(locale="zh-CN")
        context.set_default_timeout(STANDSTILL * 1000)
        yield context
        await running.close()


@pytest.fixture(scope="module")
async def running(browser: BrowserContext) -> AsyncIterator[Table]:
    world = World()
    world.bot(TOKEN).rename("闭环助手", "closing_bot")
    learner = world.add_person("张学员", phone="+8613800000009")
    steps = [
        Step("开始", "按“开始”", learner.id, shows(learner.id, "请先分享手机号")),
        Step("写字", "写一句话", learner.id, sends(learner.id, fragment="裂缝")),
        Step("看一看", "看看别的", None),
        Step("按钮", "按“记下”", learner.id, presses(learner.id, "记下")),
    ]
    seats = [Seat(person=learner.id, role="上湾村 · 灾害信息员", bot=TOKEN)]
    page = phones(world, guide=Guide("跟着做", steps), seats=seats, title="闭环 · 青溪镇")
    async with Server(world, page=page) as server:
        bot = SmallBot(server.url)
        task = asyncio.create_task(bot.run())
        yield Table(server, browser, bot, learner)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def table(running: Table) -> AsyncIterator[Table]:
    running.troubles.clear()
    yield running
    await running.rise()
    running.world.faults.clear()
    assert running.troubles == []


async def test_words_go_to_the_bot_and_its_answer_comes_back(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    await write(phone(page, person.id), "后坡有裂缝")
    await expect(phone(page, person.id).locator(".mine .text")).to_have_text("后坡有裂缝")
    await expect(bubbles(phone(page, person.id))).to_have_text(["后坡有裂缝", "收到：后坡有裂缝"])
    await expect(phone(page, person.id).get_by_test_id("input")).to_be_empty()


async def test_seats_are_on_the_table_at_first_and_a_reload_keeps_what_was_chosen(table: Table) -> None:
    other = table.person("王建国")
    page = await table.sit()
    await expect(phone(page, table.learner.id)).to_contain_text("上湾村 · 灾害信息员")
    await expect(page).to_have_title("闭环 · 青溪镇")
    await page.get_by_test_id("add").click()
    await page.get_by_test_id("search").fill("王建")
    await page.get_by_test_id(f"pick-{other.id}").click()
    await expect(phone(page, other.id)).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page).to_have_url(re.compile(rf"phones={table.learner.id},{other.id}\b"))  # kept in the address
    await page.reload()
    await expect(page.locator(".phone")).to_have_count(2)
    await phone(page, table.learner.id).get_by_test_id("phone-menu").click()
    await page.get_by_role("menuitem", name="收起这部手机").click()
    await expect(page.locator(".phone")).to_have_count(1)
    await expect(page).to_have_url(re.compile(rf"phones={other.id}\b"))
    await page.reload()
    await expect(phone(page, other.id)).to_be_visible()
    await expect(page.locator(".phone")).to_have_count(1)


async def test_an_inline_button_answers_with_a_toast_or_an_alert(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await write(mine, "按钮")
    await mine.get_by_role("button", name="记下").click()
    await expect(mine.locator(".toast")).to_have_text("已经记下")
    await mine.get_by_role("button", name="警告").click()
    await expect(mine.get_by_role("alertdialog")).to_contain_text("危险，请拨 119")
    await mine.get_by_role("button", name="知道了").click()
    await expect(mine.get_by_role("alertdialog")).to_have_count(0)
    await mine.get_by_role("button", name="改写").click()
    await expect(bubbles(mine).last).to_have_text("已经改写")
    await expect(mine.locator(".meta").last).to_contain_text("已编辑")
    await expect(mine.locator(".key")).to_have_count(0)


async def test_a_press_is_not_lost_when_the_message_changes_under_the_finger(table: Table) -> None:
    person = table.person()
    page, other = await table.sit(person.id), await table.sit(person.id)
    mine = phone(page, person.id)
    await write(mine, "按钮")
    place = await mine.get_by_role("button", name="记下").bounding_box()
    assert place is not None
    await page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    await page.mouse.down()
    asked = table.world.private(person, table.world.bot(TOKEN)).messages
    keys = [[{"text": label, "callback_data": data}] for label, data in (("改写", "edit"), ("记下", "note"))]
    await table.bot.call(
        "editMessageText",
        chat_id=person.id,
        message_id=next(number for number, message in asked.items() if message.inline),
        text="现在请选择",
        reply_markup={"inline_keyboard": keys},
    )
    await expect(bubbles(phone(other, person.id)).last).to_have_text("现在请选择")
    await page.mouse.up()
    await expect(mine.locator(".toast")).to_have_text("已经记下")
    await expect(bubbles(mine).last).to_have_text("现在请选择")


async def test_a_button_waits_visibly_and_a_deleted_message_vanishes(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await write(mine, "按钮")
    table.world.faults.order({"method": "answerCallbackQuery", "times": 1, "behave": "delay", "seconds": 1})
    await mine.get_by_role("button", name="不理").click()
    await expect(mine.locator(".key.busy")).to_have_text("不理")
    await expect(mine.locator(".key.busy")).to_have_count(0)
    await mine.get_by_role("button", name="删去").click()
    await expect(bubbles(mine)).to_have_text(["按钮"])


async def test_the_reply_keyboard_shares_contact_and_place(table: Table) -> None:
    person = table.person(started=False)
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await mine.get_by_role("button", name="开始", exact=True).click()
    await mine.get_by_test_id("reply-keys").get_by_role("button", name="分享手机号").click()
    await expect(mine.locator(".card")).to_contain_text("+8613800000001")
    await expect(bubbles(mine).last).to_have_text("收到 contact")
    await mine.get_by_test_id("reply-keys").get_by_role("button", name="发送位置").click()
    await page.get_by_test_id("sheet").get_by_role("button", name="上湾村").click()
    await expect(page.get_by_test_id("latitude")).to_have_value("30.23120")
    await page.get_by_test_id("send-place").click()
    await expect(mine.locator(".place")).to_contain_text("上湾村附近")
    await expect(bubbles(mine).last).to_have_text("收到 location")
    await mine.get_by_test_id("keys").click()
    await expect(mine.get_by_test_id("reply-keys")).to_be_hidden()


async def test_drawn_photos_go_as_one_album(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await attach(page, mine, "照片")
    await page.get_by_test_id("scene-crack").click()
    await page.get_by_test_id("scene-rocks").click()
    await page.get_by_test_id("caption").fill("三组后坡")
    await page.get_by_test_id("send-photos").click()
    await expect(mine.locator(".album .picture")).to_have_count(2)
    await expect(mine.locator(".mine .text")).to_have_text("三组后坡")
    room = table.world.private(person, table.world.bot(TOKEN))
    sent = [message for message in room.messages.values() if "photo" in message.content]
    assert len({message.media_group_id for message in sent}) == 1
    stored = table.world.files.get(sent[0].content["photo"][-1]["file_id"])
    assert stored is not None
    assert stored.data.startswith(b"\xff\xd8\xff")
    assert (stored.width, stored.height) == (960, 720)
    await mine.get_by_role("button", name="放大照片").first.click()
    await expect(page.locator(".lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".lightbox")).to_have_count(0)


async def test_a_photo_and_a_file_from_the_disk(table: Table, tmp_path: Path) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    picture = tmp_path / "现场.png"
    picture.write_bytes(pictures.png(3, 64))
    await attach(page, mine, "照片")
    await page.get_by_test_id("disk").set_input_files(picture)
    await page.get_by_test_id("send-photos").click()
    await expect(bubbles(mine).last).to_have_text("收到 photo")
    paper = tmp_path / "整改<b>.txt"
    paper.write_text("已整改", encoding="utf-8")
    await attach(page, mine, "文件")
    await page.get_by_test_id("disk").set_input_files(paper)
    await expect(mine.locator(".file")).to_contain_text("整改<b>.txt")
    await expect(bubbles(mine).last).to_have_text("收到 document")


async def test_voice_plays_and_a_place_is_picked_on_the_map(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await attach(page, mine, "语音")
    await page.get_by_test_id("voice-8").click()
    await expect(mine.locator(".sound-time")).to_have_text("0:08")
    await mine.get_by_role("button", name="播放").click()
    await expect(mine.locator(".sound")).to_have_class(re.compile("playing"))
    await attach(page, mine, "位置")
    before = await page.get_by_test_id("latitude").input_value()
    await page.get_by_test_id("map").click(position={"x": 80, "y": 60})
    await expect(page.get_by_test_id("latitude")).not_to_have_value(before)
    chosen = await page.get_by_test_id("latitude").input_value()
    await page.get_by_test_id("send-place").click()
    await expect(mine.locator(".place small")).to_contain_text(chosen)


async def test_own_contact_needs_a_number(table: Table) -> None:
    person = table.person(phone=None)
    page = await table.sit(person.id)
    await phone(page, person.id).get_by_test_id("attach").click()
    await page.get_by_role("menuitem", name="我的名片").click()
    await expect(phone(page, person.id).locator(".toast")).to_have_text("这个人没有登记手机号")


async def test_unread_messages_are_counted_until_the_phone_is_touched(table: Table) -> None:
    one, two = table.person("一"), table.person("二")
    page = await table.sit(one.id, two.id)
    await phone(page, one.id).get_by_role("log").click()
    await table.bot.call("sendMessage", chat_id=two.id, text="第一条")
    await table.bot.call("sendMessage", chat_id=two.id, text="第二条")
    await table.bot.call("sendMessage", chat_id=one.id, text="看得见")
    await expect(phone(page, two.id).get_by_test_id("unread")).to_have_text("2")
    await expect(bubbles(phone(page, one.id))).to_have_text(["看得见"])
    await expect(phone(page, one.id).get_by_test_id("unread")).to_be_empty()
    await phone(page, two.id).get_by_role("log").click()
    await expect(phone(page, two.id).get_by_test_id("unread")).to_be_empty()


async def test_a_long_chat_is_drawn_from_its_end_and_stays_where_one_reads(table: Table) -> None:
    person = table.person()
    room = table.world.private(person, table.world.bot(TOKEN))
    for number in range(200):
        table.world.post(room, table.world.bot(TOKEN), {"text": f"第 {number} 条"})
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await expect(bubbles(mine)).to_have_count(60)
    await expect(bubbles(mine).last).to_be_in_viewport()
    await mine.get_by_role("button", name="更早的消息").click()
    await expect(bubbles(mine)).to_have_count(120)
    await mine.get_by_role("log").evaluate("(log) => log.scrollTo(0, 0)")
    await expect(mine.get_by_role("button", name="到最新消息")).to_be_visible()
    await table.bot.call("sendMessage", chat_id=person.id, text="新来的")
    await expect(mine.locator(".to-newest .count")).to_have_text("1")
    await mine.get_by_role("button", name="到最新消息").click()
    await expect(bubbles(mine).last).to_have_text("新来的")
    await expect(bubbles(mine).last).to_be_in_viewport()


async def test_a_message_is_answered_and_changed_from_its_menu(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await write(mine, "写错了")
    await expect(bubbles(mine)).to_have_count(2)
    await mine.locator(".mine .bubble").click(button="right")
    await mine.get_by_role("menuitem", name="编辑").click()
    await expect(mine.get_by_test_id("input")).to_have_value("写错了")
    await write(mine, "写对了")
    await expect(mine.locator(".mine .text")).to_have_text("写对了")
    await expect(mine.locator(".mine .meta")).to_contain_text("已编辑")
    await mine.locator(".msg:not(.mine) .bubble").hover()
    await mine.locator(".msg:not(.mine) .more").click()
    await mine.get_by_role("menuitem", name="回复").click()
    await expect(mine.locator(".note")).to_contain_text("回复 闭环助手")
    await write(mine, "好的")
    await expect(mine.locator(".mine .quote")).to_contain_text("收到：写错了")


async def test_hostile_words_do_nothing(table: Table) -> None:
    person = table.person(HOSTILE[:60])
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await write(mine, HOSTILE)
    said = HOSTILE.replace("\u202e", "")  # the server takes such a mark out of a bot's text
    await expect(bubbles(mine)).to_have_text([HOSTILE, f"收到：{said}"])
    markup = {"inline_keyboard": [[{"text": HOSTILE, "callback_data": "x"}]]}
    await table.bot.call("sendMessage", chat_id=person.id, text=HOSTILE, reply_markup=markup)
    await expect(mine.locator(".key")).to_have_text(HOSTILE)
    await write(mine, "险" * 5000)
    await expect(mine.locator(".mine .text")).to_have_text([HOSTILE, "险" * 4096, "险" * 904])
    await expect(mine.locator(".log-rows :is(script, img)")).to_have_count(0)
    assert await page.evaluate("window.hacked") is None
    box, frame = await mine.locator(".bubble").last.bounding_box(), await mine.bounding_box()
    assert box is not None
    assert frame is not None
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]


async def test_typing_shows_and_commands_are_offered(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    scope = {"type": "chat", "chat_id": person.id}
    commands = [{"command": "my", "description": "我的事项"}]
    await table.bot.call("setMyCommands", commands=commands, scope=scope)
    await write(mine, "等等")
    await expect(mine.get_by_test_id("chat-name")).to_contain_text("正在输入")
    await mine.get_by_test_id("commands").click()
    await page.get_by_role("menuitem", name="我的事项").click()
    await expect(mine.locator(".mine .text").last).to_have_text("/my")
    await expect(mine.get_by_test_id("chat-name")).not_to_contain_text("正在输入")


async def test_a_bot_is_blocked_and_unblocked(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    mine = phone(page, person.id)
    await mine.get_by_test_id("phone-menu").click()
    await page.get_by_role("menuitem", name="屏蔽机器人").click()
    await expect(mine).to_contain_text("已屏蔽这个机器人")
    refused = await table.bot.call("sendMessage", chat_id=person.id, text="在吗")
    assert refused["error_code"] == 403
    await mine.locator(".stop").get_by_role("button", name="解除屏蔽").click()
    await expect(mine.get_by_test_id("input")).to_be_visible()


async def test_a_group_has_a_phone_of_its_own(table: Table) -> None:
    one, two = table.person("组长"), table.person("组员")
    room = table.world.add_group("supergroup", "上湾村突击队")
    membership.found(table.world, room, [one, two])
    membership.add(table.world, room, table.world.bot(TOKEN))
    membership.set_status(table.world, room, table.world.bot(TOKEN), "administrator")
    page = await table.sit(room.id, two.id)
    group = phone(page, room.id)
    await write(group, "集合")
    await expect(bubbles(group)).to_have_text(["集合", "收到：集合"])
    await group.get_by_test_id("chats").click()
    await page.get_by_role("menuitem", name="组员").click()
    await expect(group).to_contain_text("以 组员 的身份发言")
    await expect(group.locator(".sender").first).to_contain_text("组长")
    await expect(phone(page, two.id).locator(".elsewhere")).to_contain_text("2")
    await phone(page, two.id).get_by_test_id("chats").click()
    await page.get_by_role("menuitem", name="上湾村突击队").click()
    await expect(bubbles(phone(page, two.id))).to_have_text(["集合", "收到：集合"])
    await phone(page, two.id).get_by_test_id("phone-menu").click()
    await page.get_by_role("menuitem", name="退出本群").click()
    await expect(phone(page, two.id)).to_contain_text("已不在这个群里")
    await expect(group.locator(".event").last).to_have_text("组员 退出本群")


async def test_the_clock_is_moved(table: Table) -> None:
    page = await table.sit()
    before = table.world.clock.offset
    await page.get_by_test_id("plus-1-h").click()
    await expect(page.get_by_text("时间已到")).to_be_visible()
    assert (table.world.clock.offset - before).total_seconds() == 3600
    await page.get_by_test_id("set-clock").click()
    await page.get_by_test_id("clock-date").fill("2027-02-05")
    await page.get_by_test_id("clock-time").fill("08:30")
    await page.get_by_test_id("apply-clock").click()
    await expect(page.get_by_test_id("now")).to_contain_text("2027-02-05")
    await expect(page.get_by_test_id("now")).to_contain_text("08:30")
    table.world.clock.reset()


async def test_a_fault_happens_and_the_calls_tell_of_it(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    await page.get_by_test_id("faults").click()
    await page.get_by_test_id("fault-kind").click()
    await page.get_by_role("option", name="500 服务器出错").click()
    await page.get_by_test_id("order-fault").click()
    await expect(page.get_by_test_id("fault-list")).to_contain_text("还有 1 次")
    await table.bot.call("sendMessage", chat_id=person.id, text="送不到")
    await page.get_by_test_id("calls").click()
    await page.get_by_test_id("only-errors").click()
    await page.get_by_test_id("call-filter").fill("sendMessage")
    line = page.get_by_test_id("call-list").locator(".call.bad").first
    await expect(line).to_contain_text("500")
    await line.get_by_role("button").click()
    await expect(line.locator("pre")).to_contain_text("送不到")
    await page.get_by_test_id("faults").click()
    await expect(page.get_by_test_id("fault-list")).to_contain_text("一切正常")
    await page.get_by_test_id("order-fault").click()
    await page.get_by_test_id("clear-faults").click()
    await expect(page.get_by_test_id("fault-list")).to_contain_text("一切正常")
    assert table.world.faults.ordered == []
    await page.get_by_test_id("strict").click()
    await expect(page.get_by_role("switch", name="严格限流")).to_be_checked()
    assert table.world.strict_limits
    table.world.strict_limits = False


async def test_the_guide_ticks_off_what_was_done(table: Table) -> None:
    page = await table.sit()
    mine = phone(page, table.learner.id)
    await expect(page.get_by_test_id("step-1")).to_have_attribute("aria-current", "step")
    await expect(mine).to_have_class(re.compile("called"))
    await mine.get_by_role("button", name="开始", exact=True).click()
    await expect(page.get_by_test_id("step-2")).to_have_attribute("aria-current", "step")
    await write(mine, "后坡有裂缝")
    await expect(page.get_by_test_id("step-3")).to_have_attribute("aria-current", "step")
    await page.get_by_test_id("next").click()
    await expect(page.get_by_test_id("step-4")).to_have_attribute("aria-current", "step")
    await page.close()
    page = await table.sit(table.learner.id)  # a new tab: progress is kept with the world
    mine = phone(page, table.learner.id)
    await expect(page.get_by_test_id("step-4")).to_have_attribute("aria-current", "step")
    await write(mine, "按钮")
    await mine.get_by_role("button", name="记下").click()
    await expect(page.get_by_test_id("guide-panel")).to_contain_text("全部做完了")
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("step-1")).to_have_attribute("aria-current", "step")
    await page.get_by_test_id("skip").click()
    await expect(page.get_by_test_id("step-2")).to_have_attribute("aria-current", "step")


async def test_the_page_speaks_english_too(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    await page.get_by_test_id("language").click()
    await expect(phone(page, person.id).get_by_test_id("input")).to_have_attribute("placeholder", "Message")
    await expect(page.get_by_test_id("plus-1-d")).to_have_text("+1 day")
    assert person.language_code == "en", "the bot speaks to people as the page does"
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id("plus-1-d")).to_have_text("+1 天")
    assert person.language_code == "zh-hans"


async def test_the_guide_stands_above_the_phones_of_a_narrow_page(table: Table) -> None:
    person = table.person("周秀兰")
    page = await table.sit(person.id, width=390, height=844)
    guide, mine = page.get_by_test_id("guide-panel"), phone(page, person.id)
    await expect(guide.locator(".step.now, .hint").first).to_be_visible()
    above, below = await guide.bounding_box(), await mine.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert below["y"] + below["height"] <= 844
    await page.get_by_test_id("restart").click(trial=True)
    await guide.locator(".step.now button").last.click(trial=True)
    await write(mine, "/start")
    await expect(mine.locator(".reply-keys")).to_be_visible()
    log = await mine.get_by_role("log").bounding_box()
    assert log is not None
    assert log["height"] > 844 / 5, "guide and keyboard leave room for the messages"


async def test_a_phone_alone_speaks_telegram_of_today(table: Table) -> None:
    person = table.person("周秀兰")
    page = await table.sit(width=390, height=844, query="phones=")
    await page.goto(f"{table.url}/phone/{person.id}")
    mine = phone(page, person.id)
    await expect(page.locator(".bar")).to_be_hidden()
    rows = [
        [{"text": "危险", "callback_data": "d", "style": "danger"}, {"text": "复制", "copy_text": {"text": "XQ-1"}}],
        [{"text": "这是一个很长很长很长很长很长的按钮", "callback_data": "e"}, {"text": "另", "callback_data": "f"}],
    ]
    text = "<blockquote expandable>一\n二\n三\n四\n五\n六</blockquote>"
    keys = {"inline_keyboard": rows}
    sent = await table.bot.call("sendMessage", chat_id=person.id, text=text, parse_mode="HTML", reply_markup=keys)
    await table.bot.call("setMyCommands", commands=[{"command": "today", "description": "今日待办"}])
    await expect(mine.get_by_role("button", name="危险")).to_have_class(re.compile("danger"))
    long = mine.get_by_role("button", name="这是一个").locator("span")
    assert await long.evaluate("it => it.scrollWidth > it.clientWidth && it.clientHeight < 30"), "cut on its line"
    await mine.locator(".expandable").click()
    await expect(mine.locator(".expandable")).to_have_class(re.compile("whole"))
    await mine.get_by_role("button", name="复制").click()
    await expect(mine.get_by_role("status").filter(has_text=re.compile("已复制|XQ-1"))).to_be_visible()
    await mine.locator(".bubble").click(button="right")
    await mine.get_by_role("button", name="回应 👍").click()
    await expect(mine.locator(".reactions .own")).to_have_text("👍")
    given = table.world.private(person, table.world.bot(TOKEN)).messages[sent["result"]["message_id"]].reactions
    assert given == {person.id: [{"type": "emoji", "emoji": "👍"}]}
    await mine.get_by_test_id("input").press_sequentially("/to")
    await mine.get_by_test_id("offered").get_by_role("option").click()
    await expect(bubbles(mine).last).to_contain_text("/today")


async def test_two_tabs_see_the_same_world_each_with_its_own_table(table: Table) -> None:
    one, two = table.person("甲"), table.person("乙")
    first, second = await table.sit(one.id), await table.sit(one.id, two.id)
    await write(phone(first, one.id), "两处都看得到")
    await expect(bubbles(phone(second, one.id))).to_have_count(2)
    await expect(first.locator(".phone")).to_have_count(1)


async def test_another_world_has_a_page_of_its_own_in_the_same_process(table: Table) -> None:
    person = table.person()
    first = await table.sit(person.id)
    world = World()
    other = world.add_person("另一个人")
    async with Server(world, page=phones(world, seats=[Seat(person=other.id)])) as server:
        second = await table.sit()
        await second.goto(server.url)
        await expect(phone(second, other.id)).to_contain_text("还没有机器人上线")
        world.bot("77:late").rename("后来的")
        world.changes.emit("bot")
        await phone(second, other.id).get_by_role("button", name="开始", exact=True).click()
        await expect(bubbles(phone(second, other.id))).to_have_text(["/start"])
        world.reset()
        await expect(second.get_by_test_id("empty")).to_be_visible()
        await second.close()
    await write(phone(first, person.id), "还在")
    await expect(bubbles(phone(first, person.id)).last).to_have_text("收到：还在")


async def test_nothing_is_fetched_from_elsewhere(table: Table) -> None:
    person = table.person()
    page = await table.sit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{table.url}/?phones={person.id}")
    await expect(phone(page, person.id)).to_be_visible()
    await expect(phone(page, person.id).get_by_test_id("input")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith((table.url, "data:", "blob:"))] == []


async def test_a_bots_own_picture_is_shown(table: Table) -> None:
    person = table.person()
    page = await table.sit(person.id)
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(
            f"{table.url}/bot{TOKEN}/sendPhoto",
            data={"chat_id": person.id, "caption": "<b>处置前</b>", "parse_mode": "HTML"},
            files={"photo": ("a.jpg", pictures.jpeg(1))},
        )
    picture = phone(page, person.id).locator(".picture img")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 160
    await expect(phone(page, person.id).locator(".text b")).to_have_text("处置前")
