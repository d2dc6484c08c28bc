"""Imports aiogram without building the schemas of its types: pydantic builds each when it is first used.

aiogram rebuilds its 440 types one after the other at import, which is most of what the start of a process costs (4 s
of 5 s, and half of its memory), and builds each of its methods when its class is made. Each type only needs to find the
names in its annotations later. This holds for the versions it was tried with; any other is imported the plain way.
"""

import inspect
import re
import sys
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, ConfigDict

TRIED = {("3.31", "2.13")}
"""(aiogram, pydantic), each by major and minor version."""
_OF_TYPE = "__class_getitem__"
_NAME = re.compile(r"[A-Za-z_]\w*")


def import_aiogram(tried: set[tuple[str, str]] = TRIED) -> bool:
    """Import aiogram's types; returns whether their schemas are built later."""
    installed = tuple(".".join(version(package).split(".")[:2]) for package in ("aiogram", "pydantic"))
    if installed not in tried or "aiogram.types" in sys.modules:
        return False
    rebuild, settings = BaseModel.__dict__["model_rebuild"], BaseModel.model_config
    BaseModel.model_rebuild = classmethod(_remember_names)  # type: ignore[method-assign, assignment]
    BaseModel.model_config = ConfigDict(defer_build=True)
    try:
        import aiogram.types  # noqa: F401
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]
        BaseModel.model_config = settings
    _keep_answers()
    _know_bot_at_once()
    return True


def _keep_answers() -> None:
    """Keep the type of each answer of the Bot API. pydantic builds a generic type again when nothing refers to it.

    aiogram refers to none, so every call after a garbage collection would take a hundredth of a second longer.
    """
    from aiogram.methods.base import Response

    setattr(Response, _OF_TYPE, staticmethod(cache(getattr(Response, _OF_TYPE))))


def _know_bot_at_once() -> None:
    """Tell each object of aiogram its bot in one step. pydantic goes through every class above the object's own for it.

    An update has twenty objects, and four classes stand above most of them.
    """
    from aiogram.client.context_controller import BotContextController

    plain = inspect.unwrap(BotContextController.model_post_init)
    classes: list[type[BaseModel]] = [BotContextController]
    for one in classes:
        classes += one.__subclasses__()
        if inspect.unwrap(one.model_post_init) is plain and one.__private_attributes__.keys() == {"_bot"}:
            one.model_post_init = _know_bot  # type: ignore[method-assign]


def _know_bot(one: BaseModel, context: Any, /) -> None:
    """Do what ``BotContextController.model_post_init`` does, and pydantic before it."""
    object.__setattr__(one, "__pydantic_private__", {"_bot": context.get("bot") if context else None})


def _remember_names(model: type[BaseModel], *, _types_namespace: dict[str, Any]) -> None:
    """Put the names in a type's annotations, inherited ones too, where pydantic will look for them."""
    for base in model.__mro__:
        for annotation in inspect.get_annotations(base).values():
            for name in _NAME.findall(annotation) if isinstance(annotation, str) else ():
                if name in _types_namespace:
                    for module in (model.__module__, base.__module__):
                        vars(sys.modules[module]).setdefault(name, _types_namespace[name])
