"""A CAP file that is sent to the bot by somebody who keeps the warnings: read when it was fetched."""

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.drafts import content
from handlers.kit import Context, router_of
from models.enums import Action
from services.core.act import Actor
from services.core.errors import Refused
from services.media import files as media_files
from services.people.access import may
from services.warnings import uploads
from services.warnings.cap.bounds import BYTES

router = router_of("warning_files")

ENDINGS = (".cap", ".xml", ".atom", ".rss")
TYPES = ("application/cap+xml", "application/xml", "text/xml", "application/atom+xml")


class CapFile(Filter):
    """Whether a message is a file that looks like CAP, from a person who keeps the warnings."""

    async def __call__(self, message: Message, actor: Actor | None = None) -> bool:
        """Look at the name and the type; the content is read later."""
        file = message.document
        if file is None or actor is None or not may(actor, Action.KEEP_WARNINGS):
            return False
        named = (file.file_name or "").casefold().endswith(ENDINGS)
        return named or (file.mime_type or "").casefold() in TYPES


@router.message_of(CapFile())
async def sent(context: Context, message: Message) -> str:
    """Keep the file; its sender hears what is in it."""
    file = content.file_of(message)
    if file is None or (file.size or 0) > BYTES:
        raise Refused("warning-refused-bytes", most=BYTES // 1024**2)
    accepted = context.settings.files.model_copy(update={"document_types": ("*",)})
    media_id = await media_files.remember(context.session, **vars(file), settings=accepted, now=context.now)
    await uploads.receive(context, media_id)
    return context.words("warning-upload-reading")
