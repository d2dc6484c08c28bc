"""The button of every document: the Word file goes to the person who presses it."""

from handlers.kit import Context, Press, router_of
from handlers.kit.buttons import number_in, unreadable
from services.documents import documents, making
from services.media import store

router = router_of("documents")


@router.press(documents.WORD)
async def wanted(context: Context, press: Press) -> None:
    """Send a document; say so when its template had a fault and the built-in one was taken."""
    document = documents.of_code(context.town, press.subject)
    if document is None:
        raise unreadable()
    read = store.reader(context.settings.files.store)
    made = await making.prepare(context, document, number_in(press.extra, 0), read)
    words = context.words
    context.say.document_later(
        made.name,
        lambda username: made.make(),
        caption=words("document-built-in", fault=made.fault) if made.fault else None,
        failed=words("document-failed", name=made.name),
    )
