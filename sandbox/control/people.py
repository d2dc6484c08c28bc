"""The calls that make people, groups and bots, and that change who is in a group."""

import time

from sandbox.control.request import Request
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.members import ADMIN_RIGHTS, CHANNEL_RIGHTS, PERMISSIONS
from sandbox.world.people import Bot, Person


def add_user(request: Request) -> Json:
    """Answer POST /sandbox/users."""
    names = ("last_name", "username", "phone", "language_code")
    details = {name: value for name in names if (value := request.text(name, required=False)) is not None}
    person = request.world.add_person(request.required_text("first_name"), id=request.integer("id"), **details)
    return {"id": person.id}


def change_user(request: Request) -> Json:
    """Answer POST /sandbox/users/{id}.

    It deletes the account ("deactivated"), or changes its "phone" number or the "language_code" of the app.
    """
    person = request.world.person(request.number)
    if "deactivated" in request.body:
        person.deactivated = request.flag("deactivated")
    if "phone" in request.body:
        person.phone = request.text("phone", required=False)
    if "language_code" in request.body:
        person.speak(request.required_text("language_code"))
    request.world.changes.emit("person", note=person.name)
    return _user(person)


def _user(person: Person) -> Json:
    return person.brief() | {"phone": person.phone, "deactivated": person.deactivated}


def list_users(request: Request) -> list[Json]:
    """Answer GET /sandbox/users."""
    return [_user(person) for person in request.world.people.values()]


def add_chat(request: Request) -> Json:
    """Answer POST /sandbox/chats; the first member owns the group.

    It also takes "type": "channel", "bots": [tokens], "forum": true, "username" (a public name) and "linked" (the id of
    the discussion group of a channel).
    """
    kind = request.body.get("type")
    if kind not in ("group", "supergroup", "channel"):
        raise Misuse('"type": "group", "supergroup" or "channel"')
    title = request.required_text("title")
    members = [request.world.person(number) for number in request.ids("members")]
    bots = [request.bot_of(token, "bots") for token in request.body.get("bots") or []]
    room = request.world.add_group(kind, title, id=request.integer("id"))
    room.username = request.text("username", required=False)
    if (group := request.integer("linked")) is not None:
        membership.link(room, request.world.group(group))
    membership.found(request.world, room, members)
    if request.flag("forum"):
        if kind != "supergroup":
            raise Misuse('"type": "supergroup" for a forum')
        room.become_forum()
    for bot in bots:
        membership.add(request.world, room, bot)
    return {"id": room.id}


def list_chats(request: Request) -> list[Json]:
    """Answer GET /sandbox/chats."""
    return [_chat(room) for room in request.world.groups.values()]


def _chat(room: Room) -> Json:
    members = [{"id": m.who.id, "status": m.status} for m in room.members.values()]
    bots = [{"id": m.who.id, "status": m.status, "username": m.who.username} for m in room.bots.values()]
    return room.brief() | {"members": members, "bots": bots, "upgraded_to": room.upgraded_to}


def change_chat(request: Request) -> Json:
    """Answer POST /sandbox/chats/{id} {"title"?, "by"?, "permissions"?: [names]}.

    They rename the group, and set what members who are no administrators may do (names of `ChatPermissions`).
    """
    room = request.world.group(request.number)
    if "permissions" in request.body:
        room.permissions = _names(request, "permissions", PERMISSIONS)
        request.world.changes.emit("room", room)
    if "title" in request.body or "permissions" not in request.body:
        membership.retitle(request.world, room, request.required_text("title"), _actor(request, room))
    return _chat(room)


def _names(request: Request, field: str, known: tuple[str, ...]) -> frozenset[str]:
    given = request.body[field]
    if not isinstance(given, list) or not set(known).issuperset(given):
        raise Misuse(f'"{field}": a list of {", ".join(known)}')
    return frozenset(given)


def change_members(request: Request) -> Json:
    """Answer POST /sandbox/chats/{id}/members.

    It also takes "promote" and "demote": [ids], "promote_bot" and "demote_bot": token, "rights": [names] (all by
    default), "by": user, and "leave": [ids] for people who leave by themselves.
    """
    world, room = request.world, request.world.group(request.number)
    if room.upgraded_to is not None:
        raise Misuse(f"chat {room.id} was upgraded to {room.upgraded_to}", 409)
    by = _actor(request, room)
    for number in request.ids("add"):
        membership.add(world, room, world.person(number), by)
    if "add_bot" in request.body:
        membership.add(world, room, request.bot_of(request.body["add_bot"], "add_bot"), by)
    rights = _names(request, "rights", (*ADMIN_RIGHTS, *CHANNEL_RIGHTS)) if "rights" in request.body else None
    for status, verb in (("administrator", "promote"), ("member", "demote")):
        for number in request.ids(verb):
            membership.set_status(world, room, world.person(number), status, by, rights)
        if f"{verb}_bot" in request.body:
            bot = request.bot_of(request.body[f"{verb}_bot"], f"{verb}_bot")
            membership.set_status(world, room, bot, status, by, rights)
    for number in request.ids("leave"):
        person = world.person(number)
        membership.remove(world, room, person, person)
    for number in request.ids("remove"):
        membership.remove(world, room, world.person(number), by)
    if "remove_bot" in request.body:
        membership.remove(world, room, request.bot_of(request.body["remove_bot"], "remove_bot"), by)
    return _chat(room)


def _actor(request: Request, room: Room) -> Person | None:
    return request.world.person(request.body["by"]) if "by" in request.body else membership.owner(room)


def upgrade(request: Request) -> Json:
    """Answer POST /sandbox/chats/{id}/upgrade."""
    return {"id": membership.upgrade(request.world, request.world.group(request.number)).id}


def change_bot(request: Request) -> Json:
    """Answer POST /sandbox/bots {"token", "first_name"?, "username"?, "privacy"?: bool}, as BotFather would."""
    bot = request.bot_of(request.body.get("token"), "token")
    bot.rename(request.text("first_name", required=False), request.text("username", required=False))
    if "privacy" in request.body:
        bot.privacy = request.flag("privacy")
    request.world.changes.emit("bot", note=bot.username)
    return _bot(request, bot)


def list_bots(request: Request) -> list[Json]:
    """Answer GET /sandbox/bots."""
    return [_bot(request, bot) for bot in request.world.bots.values()]


def _bot(request: Request, bot: Bot) -> Json:
    bot.updates.expire(request.world.clock.timestamp())
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
