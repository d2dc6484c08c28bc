"""Every method, called by both libraries and parsed into their types."""

from typing import Any

import pytest

from sandbox.content import pictures

JPEG = pictures.jpeg(1)
PDF = pictures.document(2)


@pytest.fixture
async def user(stage: Any) -> int:
    return await stage.user("Wang", last_name="Fang", phone="+8613800000001", username=f"wang{stage.bot_id}")


@pytest.fixture
async def squad(stage: Any, user: int) -> int:
    return await stage.group(user, admin=True)


async def test_a_bot_knows_itself(library: Any, stage: Any) -> None:
    me = await library.bot.get_me()
    assert (me.id, me.is_bot) == (stage.bot_id, True)
    assert me.can_read_all_group_messages is False


async def test_updates_are_typed(library: Any, stage: Any, user: int) -> None:
    await stage.send(user, photo=True, caption="Dike #crack")
    await stage.send(user, location={"latitude": 29.5, "longitude": 106.5})
    await stage.send(user, contact=True)
    await stage.send(user, voice=True)
    await stage.send(user, document=True)
    updates = await library.bot.get_updates(timeout=0)
    start, photo, location, contact, voice, document = [update.message for update in updates]
    assert start.text == "/start"
    assert start.entities[0].type == "bot_command"
    assert photo.photo[-1].width == 160
    assert photo.caption_entities[0].type == "hashtag"
    assert location.location.longitude == 106.5
    assert (contact.contact.phone_number, contact.contact.user_id) == ("+8613800000001", user)
    assert voice.voice.mime_type == "audio/ogg"
    assert document.document.mime_type == "application/pdf"
    assert await library.download(photo.photo[-1].file_id) == stage.world.files.get(photo.photo[-1].file_id).data


async def test_send_message_with_everything(library: Any, stage: Any, user: int) -> None:
    types = library.types
    first = await library.bot.send_message(user, "one")
    keyboard = types.InlineKeyboardMarkup(
        inline_keyboard=[
            [types.InlineKeyboardButton(text="Accept", callback_data="a:1")],
            [types.InlineKeyboardButton(text="Map", url="https://map.example.org/x")],
        ]
    )
    message = await library.bot.send_message(
        user,
        "<b>Order</b> &lt;7&gt; see https://example.org",
        parse_mode="HTML",
        reply_markup=keyboard,
        reply_parameters=types.ReplyParameters(message_id=first.message_id),
        link_preview_options=types.LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        protect_content=True,
    )
    assert message.text == "Order <7> see https://example.org"
    assert [entity.type for entity in message.entities] == ["bold", "url"]
    assert message.reply_to_message.message_id == first.message_id
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "a:1"
    assert message.has_protected_content
    seen = (await stage.sees(user))[-1]
    assert seen["buttons"] == [
        [{"text": "Accept", "data": "a:1"}],
        [{"text": "Map", "url": "https://map.example.org/x"}],
    ]
    assert seen["reply_to"] == first.message_id


async def test_reply_keyboards_come_and_go(library: Any, stage: Any, user: int) -> None:
    types = library.types
    keyboard = types.ReplyKeyboardMarkup(
        keyboard=[
            [types.KeyboardButton(text="Share number", request_contact=True)],
            [types.KeyboardButton(text="Here", request_location=True), types.KeyboardButton(text="Menu")],
        ],
        resize_keyboard=True,
    )
    await library.bot.send_message(user, "Who are you?", reply_markup=keyboard)
    seen = (await stage.sees(user))[-1]
    assert seen["buttons"] == [
        [{"text": "Share number", "request_contact": True}],
        [{"text": "Here", "request_location": True}, {"text": "Menu"}],
    ]
    await stage.tap(user, text="Share number")
    await stage.tap(user, text="Here")
    await stage.tap(user, text="Menu")
    shared, here, menu = (await stage.sees(user))[-3:]
    assert shared["contact"]["user_id"] == user
    assert here["location"]["latitude"] > 0
    assert menu["text"] == "Menu"
    await library.bot.send_message(user, "Thanks", reply_markup=types.ReplyKeyboardRemove())
    assert not any("buttons" in message for message in await stage.sees(user))
    await library.bot.send_message(user, "Name?", reply_markup=types.ForceReply(selective=True))


@pytest.mark.parametrize(
    ("method", "kind", "data"),
    [
        ("send_photo", "photo", JPEG),
        ("send_photo", "photo", pictures.png(3)),
        ("send_document", "document", PDF),
        ("send_video", "video", pictures.video(4)),
        ("send_animation", "animation", pictures.video(5)),
        ("send_audio", "audio", pictures.voice(6)),
        ("send_voice", "voice", pictures.voice(7)),
        ("send_video_note", "video_note", pictures.video(8)),
        ("send_sticker", "sticker", pictures.png(9)),
    ],
)
async def test_files_go_up_and_come_down(
    library: Any, stage: Any, user: int, method: str, kind: str, data: bytes
) -> None:
    send = getattr(library.bot, method)
    message = await send(user, **{kind: library.file(data, f"文件 {kind}.bin")})
    shown = getattr(message, kind)
    file = shown[-1] if kind == "photo" else shown
    downloaded = await library.download(file.file_id)
    assert file.file_size == len(downloaded)
    # A photo is drawn anew; every other file comes down as it went up.
    assert (downloaded == data) == (kind != "photo")
    again = await send(user, **{kind: file.file_id})
    shown = getattr(again, kind)
    assert (shown[-1] if kind == "photo" else shown).file_unique_id == file.file_unique_id


async def test_a_document_keeps_its_name_and_thumbnail(library: Any, user: int) -> None:
    message = await library.bot.send_document(
        user,
        document=library.file(PDF, "预案 2026.pdf"),
        thumbnail=library.file(JPEG, "t.jpg"),
        caption="*plan*",
        parse_mode="MarkdownV2",
    )
    assert message.document.file_name == "预案 2026.pdf"
    assert message.document.mime_type == "application/pdf"
    assert message.document.thumbnail.file_size == len(JPEG)
    assert message.caption == "plan"
    assert message.caption_entities[0].type == "bold"


async def test_an_album_is_several_messages(library: Any, stage: Any, user: int) -> None:
    types = library.types
    first = library.file(JPEG, "a.jpg")
    known = (await library.bot.send_photo(user, photo=library.file(JPEG, "b.jpg"))).photo[-1].file_id
    if library.name == "ptb":
        first = JPEG
    sent = await library.bot.send_media_group(
        user,
        [
            types.InputMediaPhoto(media=first, caption="<i>slope</i>", parse_mode="HTML"),
            types.InputMediaPhoto(media=known),
        ],
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].caption_entities[0].type == "italic"
    assert sent[1].caption is None
    assert [message["message_id"] for message in (await stage.sees(user))[-2:]] == [m.message_id for m in sent]


async def test_places_contacts_polls_dice(library: Any, user: int) -> None:
    bot = library.bot
    assert (await bot.send_location(user, 29.5, 106.5)).location.latitude == 29.5
    assert (await bot.send_venue(user, 29.5, 106.5, "Shelter", "Road 1")).venue.title == "Shelter"
    assert (await bot.send_contact(user, "+86139", "Zhao")).contact.first_name == "Zhao"
    poll = await bot.send_poll(user, "Ready?", ["yes", "no"])
    assert [option.text for option in poll.poll.options] == ["yes", "no"]
    assert (await bot.stop_poll(user, poll.message_id)).is_closed
    assert 1 <= (await bot.send_dice(user)).dice.value <= 6
    assert await bot.send_chat_action(user, "typing")


async def test_a_live_location_moves_and_stops(library: Any, stage: Any, user: int) -> None:
    bot = library.bot
    message = await bot.send_location(user, latitude=29.5, longitude=106.5, live_period=600)
    assert (await stage.sees(user))[-1]["location"]["live_period"] == 600
    moved = await bot.edit_message_live_location(
        chat_id=user, message_id=message.message_id, latitude=29.6, longitude=106.6
    )
    assert moved.location.latitude == 29.6
    assert await bot.stop_message_live_location(chat_id=user, message_id=message.message_id)
    assert "live_period" not in (await stage.sees(user))[-1]["location"]


async def test_edits(library: Any, stage: Any, user: int) -> None:
    bot, types = library.bot, library.types
    keyboard = types.InlineKeyboardMarkup(inline_keyboard=[[types.InlineKeyboardButton(text="x", callback_data="x")]])
    message = await bot.send_message(user, "one", reply_markup=keyboard)
    edited = await bot.edit_message_text("two", chat_id=user, message_id=message.message_id, reply_markup=keyboard)
    assert (edited.text, bool(edited.edit_date)) == ("two", True)
    bare = await bot.edit_message_reply_markup(chat_id=user, message_id=message.message_id, reply_markup=None)
    assert bare.reply_markup is None
    photo = await bot.send_photo(user, photo=library.file(JPEG, "a.jpg"), caption="one")
    captioned = await bot.edit_message_caption(chat_id=user, message_id=photo.message_id, caption="two")
    assert captioned.caption == "two"
    media = types.InputMediaDocument(media=library.file(PDF, "a.pdf") if library.name == "aiogram" else PDF)
    replaced = await bot.edit_message_media(media, chat_id=user, message_id=photo.message_id)
    assert replaced.document.file_size == len(PDF)
    seen = {m["message_id"]: m for m in await stage.sees(user)}
    assert seen[message.message_id]["text"] == "two"
    assert seen[message.message_id]["edited"]
    assert "document" in seen[photo.message_id]


async def test_pins_reactions_and_deletion(library: Any, stage: Any, user: int) -> None:
    bot, types = library.bot, library.types
    message = await bot.send_message(user, "one")
    other = await bot.send_message(user, "two")
    assert await bot.pin_chat_message(user, message.message_id)
    assert (await bot.get_chat(user)).pinned_message.message_id == message.message_id
    assert await bot.unpin_chat_message(user, message_id=message.message_id)
    assert await bot.unpin_all_chat_messages(user)
    assert await bot.set_message_reaction(user, message.message_id, [types.ReactionTypeEmoji(emoji="👍")])
    assert "reactions" in next(m for m in await stage.sees(user) if m["message_id"] == message.message_id)
    assert await bot.delete_message(user, message.message_id)
    assert await bot.delete_messages(user, [other.message_id, 99999])
    gone = [m for m in await stage.sees(user) if m.get("deleted")]
    assert [m["message_id"] for m in gone] == [message.message_id, other.message_id]
    assert "text" not in gone[0]


async def test_forwards_and_copies(library: Any, stage: Any, user: int) -> None:
    bot = library.bot
    other = await stage.user("Zhao")
    photo = await stage.send(user, photo=True, caption="crack")
    words = await stage.send(user, text="see above")
    forwarded = await bot.forward_message(other, from_chat_id=user, message_id=photo[0])
    assert forwarded.forward_origin.sender_user.id == user
    assert forwarded.caption == "crack"
    assert len(await bot.forward_messages(other, from_chat_id=user, message_ids=photo + words)) == 2
    copy = await bot.copy_message(other, from_chat_id=user, message_id=photo[0], caption="new")
    assert len(await bot.copy_messages(other, from_chat_id=user, message_ids=photo + words, remove_caption=True)) == 2
    seen = {m["message_id"]: m for m in await stage.sees(other)}
    assert seen[copy.message_id]["caption"] == "new"
    assert "forwarded" not in seen[copy.message_id]
    assert "caption" not in list(seen.values())[-2]


async def test_chats_and_members(library: Any, stage: Any, user: int, squad: int) -> None:
    bot = library.bot
    zhao = await stage.user("Zhao")
    await stage.control(f"chats/{squad}/members", add=[zhao])
    chat = await bot.get_chat(squad)
    assert (chat.type, chat.title, chat.permissions.can_send_messages) == ("supergroup", "Flood squad", True)
    assert (await bot.get_chat(user)).first_name == "Wang"
    assert (await bot.get_chat_member(squad, user)).status == "creator"
    assert (await bot.get_chat_member(squad, zhao)).status == "member"
    assert (await bot.get_chat_member(squad, stage.bot_id)).status == "administrator"
    assert {admin.user.id for admin in await bot.get_chat_administrators(squad)} == {user, stage.bot_id}
    assert await bot.get_chat_member_count(squad) == 3
    assert (await bot.create_chat_invite_link(squad, name="squad")).invite_link.startswith("https://t.me/+")
    assert (await bot.export_chat_invite_link(squad)).startswith("https://t.me/+")
    assert await bot.set_chat_title(squad, "Fire squad")
    assert await bot.ban_chat_member(squad, zhao)
    assert (await bot.get_chat_member(squad, zhao)).status == "kicked"
    assert await bot.unban_chat_member(squad, zhao)
    assert (await bot.get_chat_member(squad, zhao)).status == "left"
    assert (await bot.get_user_profile_photos(user)).total_count == 0
    assert await bot.leave_chat(squad)
    assert await stage.refused("getChat", chat_id=squad) == "Forbidden: bot is not a member of the supergroup chat"


async def test_topics(library: Any, stage: Any, user: int) -> None:
    bot = library.bot
    forum = await stage.group(user, admin=True, forum=True)
    topic = await bot.create_forum_topic(forum, "Floods")
    message = await bot.send_message(forum, "water", message_thread_id=topic.message_thread_id)
    assert message.message_thread_id == topic.message_thread_id
    assert message.is_topic_message
    assert await bot.edit_forum_topic(forum, topic.message_thread_id, name="Floods 2026")
    assert await bot.close_forum_topic(forum, topic.message_thread_id)
    assert await bot.reopen_forum_topic(forum, topic.message_thread_id)
    assert (await stage.sees(user, forum))[-1]["service"] == {"forum_topic_reopened": {}}


async def test_what_a_bot_says_of_itself(library: Any, stage: Any) -> None:
    bot, types = library.bot, library.types
    assert await bot.set_my_commands([types.BotCommand(command="report", description="File a hazard")])
    assert [command.command for command in await bot.get_my_commands()] == ["report"]
    assert await bot.set_my_commands(
        [types.BotCommand(command="bind", description="Bind this group")], scope=types.BotCommandScopeAllGroupChats()
    )
    scoped = await bot.get_my_commands(scope=types.BotCommandScopeAllGroupChats())
    assert [command.command for command in scoped] == ["bind"]
    assert await bot.delete_my_commands()
    assert len(await bot.get_my_commands()) == 0
    assert await bot.set_my_name("Station")
    assert (await bot.get_my_name()).name == "Station"
    assert (await bot.get_me()).first_name == "Station"
    assert await bot.set_my_description("d")
    assert (await bot.get_my_description()).description == "d"
    assert await bot.set_my_short_description("s")
    assert (await bot.get_my_short_description()).short_description == "s"
    assert await bot.set_chat_menu_button(menu_button=types.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_webhook_is_set_and_deleted(library: Any) -> None:
    bot = library.bot
    assert await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s-1", allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, list(info.allowed_updates)) == ("http://127.0.0.1:9/hook", ["message"])
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""


async def test_close_and_log_out(library: Any) -> None:
    assert await library.bot.close()
    assert await library.bot.log_out()
