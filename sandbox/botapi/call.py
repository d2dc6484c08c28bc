"""One call of a bot, and what it may reach."""

from dataclasses import dataclass

from sandbox.errors import bad_request, forbidden
from sandbox.wire.params import Params
from sandbox.world.chats import Message, Room, Topic
from sandbox.world.people import Bot, Person
from sandbox.world.state import World


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, with what, in which world."""

    world: World
    bot: Bot
    params: Params

    def required(self, name: str) -> str:
        """A text that must be there."""
        value = self.params.text(name)
        if value is None:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def room(self, name: str = "chat_id", *, write: bool = False) -> Room:
        """The chat a parameter names; with `write`, only if the bot may write there."""
        if self.params.text(name) is None:
            raise bad_request(f"{name} is empty")
        number = self.params.number(name)
        if number is None:
            raise bad_request("chat not found")
        return (self.private_room if number > 0 else self.group_room)(number, write=write)

    def private_room(self, number: int, *, write: bool) -> Room:
        """The private chat with a person who has started the bot; who has blocked it can only be looked at."""
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
        """A group the bot is in; one it has never been in does not exist for it."""
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
        """The person or bot a parameter names."""
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
        """A living message of the chat."""
        number = self.params.number(name)
        message = room.messages.get(number) if number is not None else None
        if message is None or message.deleted:
            raise bad_request(complaint)
        return message

    def topic(self, room: Room) -> Topic | None:
        """The topic of the chat that the call names, if it names one."""
        number = self.params.number("message_thread_id")
        if number is None:
            return None
        if number not in room.topics:
            raise bad_request("message thread not found")
        return room.topics[number]

    def require_admin(self, room: Room, complaint: str) -> None:
        """Refuse unless the bot is an administrator of the group."""
        member = room.bots.get(self.bot.token)
        if member is None or not member.admin:
            raise bad_request(complaint)
