"""Builds aiogram's dispatcher: storage, middleware, the handlers' routers."""

from aiogram import Dispatcher, Router
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot.intake.handle.conversation_storage import DatabaseStorage
from handlers.kit.middleware import ActorOf, Edge
from services.core.town import Town
from services.people.access import actor_of


async def build_dispatcher(town: Town, router: Router, find_actor: ActorOf = actor_of) -> Dispatcher:
    """Return a dispatcher that is fed stored updates; ``router`` holds all handlers."""
    dispatcher = Dispatcher(storage=DatabaseStorage(town), events_isolation=SimpleEventIsolation())
    dispatcher.update.outer_middleware(Edge(find_actor))
    dispatcher.include_router(router)
    await dispatcher.emit_startup()  # aiogram-dialog finds its dialogs then
    return dispatcher
