"""aiogram's storage of conversations in the database, written with the update's own commit."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import DEFAULT_DESTINY, BaseStorage, StateType, StorageKey

from handlers.kit.dialogs import STACK
from services.core.town import Town
from services.operations.conversations import Conversations, opened


class DatabaseStorage(BaseStorage):
    """Keeps one row per storage key, in the update's session or, outside of updates, in a transaction of its own."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Store the state's name."""
        async with self._conversations() as conversations:
            (await conversations.page(name_of(key))).state = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state's name."""
        async with self._conversations() as conversations:
            if key.destiny == DEFAULT_DESTINY and key.chat_id == key.user_id:
                await conversations.load(*names_of(key))
            return (await conversations.page(name_of(key))).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data."""
        async with self._conversations() as conversations:
            await conversations.keep(name_of(key), dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return a copy of the data."""
        async with self._conversations() as conversations:
            return await conversations.data(name_of(key))

    async def close(self) -> None:
        """Close nothing: the database belongs to the town."""

    @asynccontextmanager
    async def _conversations(self) -> AsyncIterator[Conversations]:
        current = opened.get()
        if current is not None and current.session.in_transaction():
            yield current
            return
        async with self._town.database.transaction() as session:
            current = Conversations(session)
            yield current
            await current.flush(self._town.now())


def names_of(key: StorageKey) -> tuple[str, str]:
    """Return the rows' keys of a private chat: its own, and that of the stack which aiogram-dialog asks for next."""
    return name_of(key), name_of(key, STACK)


def name_of(key: StorageKey, destiny: str | None = None) -> str:
    """Return the row's key for a storage key."""
    thread, business = key.thread_id or "", key.business_connection_id or ""
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{thread}:{business}:{destiny or key.destiny}"
