"""The unread messages of one tab."""

from sandbox.world.chats import Room
from sandbox.world.people import Person

# Unread messages are counted up to this many in a chat.
MOST_UNREAD = 200


class Unread:
    """How far each phone has been read; messages older than the tab count as read."""

    def __init__(self, begun: int) -> None:
        self._begun = begun
        self._seen: dict[tuple[int, int, str], int] = {}
        # Private chats with unread messages whose phones are not on the table.
        self.elsewhere: set[Room] = set()

    @staticmethod
    def _place(key: int, room: Room) -> tuple[int, int, str]:
        return key, room.id, room.bot.token if room.bot is not None else ""

    def see(self, key: int, room: Room) -> None:
        """Note that the phone of this key has shown everything in the chat."""
        self._seen[self._place(key, room)] = max(room.messages, default=0)

    def count(self, key: int, room: Room, person: Person | None) -> int:
        """Return how many messages by others this phone has not shown yet."""
        seen = self._seen.get(self._place(key, room))
        if seen is None:
            seen = next((m.id for m in reversed(room.messages.values()) if m.change <= self._begun), 0)
            self._seen[self._place(key, room)] = seen
        count = 0
        for message in reversed(room.messages.values()):
            if message.id <= seen or count >= MOST_UNREAD:
                break
            ours = message.receiver in (None, person) and message.sender is not person
            count += ours and not message.deleted and not message.service
        return count

    def forget(self) -> None:
        """Forget everything, since another world begins."""
        self._seen.clear()
        self.elsewhere.clear()
