"""One call of a bot, and the chats, people and messages it may reach."""

from dataclasses import dataclass

from sandbox.errors import bad_request, forbidden
from sandbox.wire.params import Params
from sandbox.world.chats import Message, Room, Topic
from sandbox.world.people import Bot, Person
from sandbox.world.state import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the bot, its parameters and the world."""

    world: World
    bot: Bot
    params: Params

    def required(self, name: str) -> str:
        """Return a text parameter; refuse when it is missing."""
        value = self.params.text(name)
        if value is None:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def room(self, name: str = "chat_id", *, write: bool = False) -> Room:
        """Return the chat a parameter names; with `write`, refuse when the bot may not write there."""
        if self.params.text(name) is None:
            raise bad_request(f"{name} is empty")
        number = self.params.number(name)
        if number is None:
            number = self._public(self.required(name))
        return (self.private_room if number > 0 else self.group_room)(number, write=write)

    def _public(self, name: str) -> int:
        """Return the id of the public group or channel of this @username."""
        for room in self.world.groups.values():
            if room.username is not None and f"@{room.username}".lower() == name.lower():
                return room.id
        raise bad_request("chat not found")

    def private_room(self, number: int, *, write: bool) -> Room:
        """Return the bot's chat with a person who has started it; with `write`, refuse when the person blocks it."""
        person = self.world.people.get(number)
        if person is None:
            if any(bot.id == number for bot in self.world.bots.values()):
                raise forbidden("bot can't send messages to bots")
            raise bad_request("chat not found")
        if person.deactivated:
            raise forbidden("user is deactivated")
        room = self.world.private_rooms(person).get(self.bot.token)
        if room is not None and room.blocked and write:
            raise forbidden("bot was blocked by the user")
        if room is None or not room.started:
            if not write:
                raise bad_request("chat not found")
            raise forbidden("bot can't initiate conversation with a user")
        return room

    def group_room(self, number: int, *, write: bool) -> Room:
        """Return a group the bot is in; for the bot, a group it was never in does not exist."""
        room = self.world.groups.get(number)
        member = room.bots.get(self.bot.token) if room is not None else None
        if room is None or member is None:
            raise bad_request("chat not found")
        if room.upgraded_to is not None:
            if write:
                raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.upgraded_to)
            return room
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {room.type} chat")
        if not member.present:
            raise forbidden(f"bot is not a member of the {room.type} chat")
        return room

    def user(self, name: str = "user_id") -> Person | Bot:
        """Return the person or bot a parameter names."""
        number = self.params.number(name)
        if number is None or number <= 0:
            raise bad_request("invalid user_id specified")
        if number == self.bot.id:
            return self.bot
        person = self.world.people.get(number)
        if person is not None:
            return person
        for bot in self.world.bots.values():
            if bot.id == number:
                return bot
        raise bad_request("user not found")

    def message(self, room: Room, complaint: str, name: str = "message_id") -> Message:
        """Return a message of the chat that is not deleted; refuse with the complaint when there is none."""
        number = self.params.number(name)
        message = room.messages.get(number) if number is not None else None
        if message is None or message.deleted or message.receiver is not None:
            raise bad_request(complaint)
        return message

    def has_met(self, person: Person) -> bool:
        """Whether the bot knows the person: from their private chat, or from a group with both."""
        room = self.world.private_rooms(person).get(self.bot.token)
        if room is not None and room.started:
            return True
        return any(person.id in room.members and self.bot.token in room.bots for room in self.world.groups.values())

    def topic(self, room: Room) -> Topic | None:
        """Return the topic of the chat that the call names, or None when it names none."""
        number = self.params.number("message_thread_id")
        if number is None or (room.type == "supergroup" and not room.forum):
            return None
        if number not in room.topics:
            raise bad_request("message thread not found")
        return room.topics[number]

    def require(self, room: Room, right: str, complaint: str) -> None:
        """Refuse unless the bot is an administrator of the group with this right."""
        member = room.bots.get(self.bot.token)
        if member is None or not member.may(right):
            raise bad_request(complaint)
