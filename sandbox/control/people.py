"""Making people, groups and bots, and moving people in and out of groups."""

import time

from sandbox.control.request import Ask
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.people import Bot, Person


def add_user(ask: Ask) -> Json:
    """POST /sandbox/users."""
    names = ("last_name", "username", "phone", "language_code")
    details = {name: value for name in names if (value := ask.text(name, required=False)) is not None}
    person = ask.world.add_person(ask.must("first_name"), id=ask.integer("id"), **details)
    return {"id": person.id}


def change_user(ask: Ask) -> Json:
    """POST /sandbox/users/{id} {"deactivated"?, "phone"?}: an account can be deleted, and may show another number."""
    person = ask.world.person(ask.number)
    if "deactivated" in ask.body:
        person.deactivated = ask.flag("deactivated")
    if "phone" in ask.body:
        person.phone = ask.text("phone", required=False)
    ask.world.changes.emit("person", note=person.name)
    return _user(person)


def _user(person: Person) -> Json:
    return person.brief() | {"phone": person.phone, "deactivated": person.deactivated}


def list_users(ask: Ask) -> list[Json]:
    """GET /sandbox/users."""
    return [_user(person) for person in ask.world.people.values()]


def add_chat(ask: Ask) -> Json:
    """POST /sandbox/chats; the first member is the owner. Also "bots": [tokens], "forum": true."""
    kind = ask.body.get("type")
    if kind not in ("group", "supergroup"):
        raise Misuse('"type": "group" or "supergroup"')
    title = ask.must("title")
    members = [ask.world.person(number) for number in ask.ids("members")]
    bots = [ask.bot_of(token, "bots") for token in ask.body.get("bots") or []]
    room = ask.world.add_group(kind, title, id=ask.integer("id"))
    membership.found(ask.world, room, members)
    if ask.flag("forum"):
        if kind != "supergroup":
            raise Misuse('"type": "supergroup" for a forum')
        room.become_forum()
    for bot in bots:
        membership.add(ask.world, room, bot)
    return {"id": room.id}


def list_chats(ask: Ask) -> list[Json]:
    """GET /sandbox/chats."""
    return [_chat(room) for room in ask.world.groups.values()]


def _chat(room: Room) -> Json:
    members = [{"id": m.who.id, "status": m.status} for m in room.members.values()]
    bots = [{"id": m.who.id, "status": m.status, "username": m.who.username} for m in room.bots.values()]
    return room.brief() | {"members": members, "bots": bots, "upgraded_to": room.upgraded_to}


def change_chat(ask: Ask) -> Json:
    """POST /sandbox/chats/{id} {"title", "by"?}: somebody renames the group."""
    room = ask.world.group(ask.number)
    membership.retitle(ask.world, room, ask.must("title"), _actor(ask, room))
    return _chat(room)


def change_members(ask: Ask) -> Json:
    """POST /sandbox/chats/{id}/members. Also "promote"/"demote": [ids], "promote_bot"/"demote_bot": token, "by": user,
    and "leave": [ids] for people who go by themselves."""
    world, room = ask.world, ask.world.group(ask.number)
    if room.upgraded_to is not None:
        raise Misuse(f"chat {room.id} was upgraded to {room.upgraded_to}", 409)
    by = _actor(ask, room)
    for number in ask.ids("add"):
        membership.add(world, room, world.person(number), by)
    if "add_bot" in ask.body:
        membership.add(world, room, ask.bot_of(ask.body["add_bot"], "add_bot"), by)
    for status, verb in (("administrator", "promote"), ("member", "demote")):
        for number in ask.ids(verb):
            membership.set_status(world, room, world.person(number), status, by)
        if f"{verb}_bot" in ask.body:
            membership.set_status(world, room, ask.bot_of(ask.body[f"{verb}_bot"], f"{verb}_bot"), status, by)
    for number in ask.ids("leave"):
        person = world.person(number)
        membership.remove(world, room, person, person)
    for number in ask.ids("remove"):
        membership.remove(world, room, world.person(number), by)
    if "remove_bot" in ask.body:
        membership.remove(world, room, ask.bot_of(ask.body["remove_bot"], "remove_bot"), by)
    return _chat(room)


def _actor(ask: Ask, room: Room) -> Person | None:
    return ask.world.person(ask.body["by"]) if "by" in ask.body else membership.owner(room)


def upgrade(ask: Ask) -> Json:
    """POST /sandbox/chats/{id}/upgrade."""
    return {"id": membership.upgrade(ask.world, ask.world.group(ask.number)).id}


def change_bot(ask: Ask) -> Json:
    """POST /sandbox/bots {"token", "first_name"?, "username"?, "privacy"?: bool}: what BotFather would set."""
    bot = ask.bot_of(ask.body.get("token"), "token")
    bot.rename(ask.text("first_name", required=False), ask.text("username", required=False))
    if "privacy" in ask.body:
        bot.privacy = ask.flag("privacy")
    ask.world.changes.emit("bot", note=bot.username)
    return _bot(ask, bot)


def list_bots(ask: Ask) -> list[Json]:
    """GET /sandbox/bots."""
    return [_bot(ask, bot) for bot in ask.world.bots.values()]


def _bot(ask: Ask, bot: Bot) -> Json:
    bot.updates.expire(ask.world.clock.timestamp())
    mode, polled = None, bot.updates.polled_at
    if bot.webhook is not None:
        mode = "webhook"
    elif polled is not None:
        mode = "polling"
    return {
        "token": bot.token,
        "id": bot.id,
        "first_name": bot.first_name,
        "username": bot.username,
        "privacy": bot.privacy,
        "mode": mode,
        "webhook": bot.webhook.view() if bot.webhook is not None else None,
        "polled_seconds_ago": None if polled is None else round(time.monotonic() - polled, 3),
        "pending_update_count": len(bot.updates.pending),
        "allowed_updates": sorted(bot.updates.allowed),
    }
