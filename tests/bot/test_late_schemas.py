"""aiogram's schemas are built when first used, and say the same as those built at import."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Union

import aiogram.methods
import aiogram.types
import pytest
from aiogram.methods.base import Response
from pydantic import BaseModel, TypeAdapter
from pydantic_core import SchemaValidator

from bot import late_schemas

ROOT = Path(__file__).parents[2]
WHOLE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": 1, "is_bot": False, "first_name": "王"},
        "text": "山体有裂缝",
        "entities": [
            {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 2, "is_bot": False, "first_name": "x"}}
        ],
        "reply_to_message": {"message_id": 2, "date": 0, "chat": {"id": 1, "type": "private"}, "photo": []},
    },
}
USER = {"id": 1, "is_bot": False, "first_name": "王"}
READ = f"""
import sys
from bot import late_schemas
assert late_schemas.import_aiogram({{TRIED}}) is {{late}}
from aiogram.methods import SendMessage
from aiogram.types import Update, User
assert {{SendMessage.__pydantic_complete__, Update.__pydantic_complete__}} == {{not {{late}}}}
print(Update.model_validate({WHOLE!r}).model_dump_json())
print(SendMessage(chat_id=1, text="x").model_dump(exclude_none=True))
known = Update.model_validate({WHOLE!r}, context={{"bot": 7}}).message
print(known.bot, known.chat.bot, known.model_copy(update={{"text": "y"}}).bot, known.as_(8).bot, User(**{USER}).bot)
"""


def test_every_type_and_method_can_be_built() -> None:
    named = [getattr(module, name) for module in (aiogram.types, aiogram.methods) for name in module.__all__]
    models = tuple(kind for kind in named if isinstance(kind, type) and issubclass(kind, BaseModel))
    assert len(models) > 500
    either = TypeAdapter(Union[models])  # noqa: UP007 - in one schema, which builds each of them once
    either.rebuild(force=True, raise_errors=True)
    assert isinstance(either.validator, SchemaValidator)


def test_the_installed_versions_were_tried() -> None:
    assert "aiogram.types" in sys.modules
    assert late_schemas.import_aiogram() is False, "it is imported already, in its own way"


@pytest.mark.parametrize("late", [True, False])
def test_an_unknown_version_is_imported_the_plain_way_and_reads_the_same(late: bool) -> None:
    code = READ.replace("{TRIED}", "late_schemas.TRIED" if late else "set()").replace("{late}", str(late))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        aiogram.types.Update.model_validate(WHOLE).model_dump_json(),
        str(aiogram.methods.SendMessage(chat_id=1, text="x").model_dump(exclude_none=True)),
        "7 7 7 8 None",
    ]


def test_the_type_of_an_answer_is_built_once() -> None:
    built = weakref.ref(Response[list[aiogram.types.ShippingOption]])
    gc.collect()
    assert built() is not None
