"""The calls that show what happened: a chat as a person sees it, the calls of bots, and files."""

import asyncio
from itertools import takewhile

from sandbox.control.request import Request
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.chats import Message, Room
from sandbox.world.people import Person
from sandbox.world.state import World
from sandbox.world.views import message_view


async def messages(request: Request) -> list[Json]:
    """Answer GET /sandbox/messages.

    It also takes "bot" (only the chat with this token), "limit", and instead of `after` "changed_after", which selects
    messages that are new, edited or deleted since that change number.
    """
    person, rooms = _viewer_and_rooms(request)
    after, since = request.query_integer("after", 0) or 0, request.query_integer("changed_after")
    loop = asyncio.get_running_loop()
    deadline = loop.time() + request.query_seconds("wait")
    while True:
        newer = (message for room in rooms for message in _new_messages(room, after, since))
        found = [message for message in newer if message.receiver in (None, person)]
        left = deadline - loop.time()
        if found or left <= 0 or request.world.closed:
            break
        if rooms:
            await rooms[0].changed.wait(left) if len(rooms) == 1 else await _any_change(rooms, left)
        else:
            await request.world.changes.wait(request.world.changes.number, left)
            _, rooms = _viewer_and_rooms(request)
    if len(rooms) > 1:
        found.sort(key=lambda message: message.id)
    if limit := request.query_integer("limit"):
        found = found[-limit:]
    return [message_view(message, person) for message in found]


def _new_messages(room: Room, after: int, since: int | None) -> list[Message]:
    """Return the messages of one chat after an id, or changed after a change number, oldest first."""
    if since is not None:
        return [message for message in room.messages.values() if message.change > since]
    newest = list(takewhile(lambda message: message.id > after, reversed(room.messages.values())))
    return newest[::-1]


async def _any_change(rooms: list[Room], seconds: float) -> None:
    """Wait for a change in one of several chats."""
    tasks = [asyncio.ensure_future(room.changed.wait(seconds)) for room in rooms]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


def _viewer_and_rooms(request: Request) -> tuple[Person, list[Room]]:
    """Return the person who looks, and the chats.

    The id of a person names the private chats with all bots, or with the bot that the query names.
    """
    world = request.world
    chat, user = request.query_integer("chat"), request.query_integer("user")
    if chat is None and user is None:
        raise Misuse('"chat": the id of a chat; a private chat is named by the user\'s id')
    if user is None and chat is not None and chat < 0:
        room = world.group(chat)
        present = [member.who for member in room.members.values() if isinstance(member.who, Person)]
        if not present:
            raise Misuse('"user": the id of a member')
        return present[0], [room]
    person = world.person(user if user is not None else chat)
    if chat is None or chat > 0:
        if chat not in (None, person.id):
            raise Misuse(f"user {person.id} cannot see the private chat of {chat}", 403)
        token = request.query.get("bot")
        rooms = world.private_rooms(person)
        return person, [room for name, room in rooms.items() if token in (None, name)]
    room = world.group(chat)
    if room.member(person) is None:
        raise Misuse(f"user {person.id} is not a member of chat {chat}", 403)
    return person, [room]


def calls(request: Request) -> list[Json]:
    """Answer GET /sandbox/calls.

    It also takes "limit", which selects the newest.
    """
    found = request.world.calls.after(request.query_integer("after", 0) or 0, request.query.get("method"))
    if limit := request.query_integer("limit"):
        found = found[-limit:]
    return [call.view() for call in found]


def file(world: World, file_id: str) -> tuple[bytes, str]:
    """Answer GET /sandbox/files/{file_id} with the bytes and their type, for pages that show pictures."""
    stored = world.files.get(file_id)
    if stored is None:
        raise Misuse("the file_id of a file that is still kept", 404)
    return stored.data, stored.mime
