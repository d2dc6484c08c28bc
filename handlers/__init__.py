"""Conversations: a Telegram update becomes one service call and an answer to the person who acted.

Each area is a package; ``areas`` gathers their routers, menu entries and help.
"""

from aiogram import Router


def build_router() -> Router:
    """Return the whole conversation; each call hangs copies, so that one process can serve many townships."""
    from handlers.areas import MENU, ROUTERS
    from handlers.drafts.middleware import OpenDraft
    from handlers.filing.refused import KeepsRefused
    from handlers.kit import dialogs
    from handlers.kit.middleware import Confirms
    from handlers.kit.registry import Areas
    from handlers.menu import fallback
    from handlers.menu.menu import Shortcuts, WithMenu

    root = Router(name="bihuan")
    root.message.outer_middleware(Shortcuts(MENU))
    root.message.outer_middleware(OpenDraft())
    root.message.outer_middleware(KeepsRefused())
    root.edited_message.outer_middleware(KeepsRefused())
    root.callback_query.outer_middleware(Confirms())
    root.callback_query.outer_middleware(WithMenu(MENU))
    dialogs.setup(root)
    root.errors.register(fallback.outdated_window, fallback.OUTDATED)
    root.include_router(Areas(*ROUTERS, name="areas"))
    return root
