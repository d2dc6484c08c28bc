"""Conversations: a Telegram update becomes one service call and an answer to the person who acted."""

from aiogram import Router


def build_router() -> Router:
    """Return the whole conversation. The order is the order of asking: first who is this, last what is left over."""
    from handlers import case

    root = Router(name="bihuan")
    root.include_routers(case.router)
    return root
