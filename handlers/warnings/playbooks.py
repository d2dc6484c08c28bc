"""A warning's playbook: the buttons that start it, note a part as done, stand it down, and write to the squads."""

from handlers.broadcasts import drafting
from handlers.kit import Context, Press, router_of
from handlers.kit.buttons import number_in
from models import WarningPlay
from services.cards import people
from services.cards.card import Card
from services.core.errors import existing
from services.people import directory
from services.people.places import village_names
from services.warnings import cards as warning_cards
from services.warnings.playbooks import cards, counts, playing
from services.warnings.playbooks.plan import Book, Item

router = router_of("warning_playbooks")


@router.press(cards.SEE)
async def seen(context: Context, press: Press) -> Card:
    """Show the playbook."""
    return await _book(context, press.id)


@router.press(cards.START)
async def started(context: Context, press: Press) -> Card:
    """Start the items that do not run."""
    warned = await playing.start(context, press.id)
    context.say.toast(context.words.plain("play-started"))
    return await _book(context, warned.id)


@router.press(cards.STOP)
async def stopped(context: Context, press: Press) -> Card:
    """Stand down what the warning does not ask for any more: all of it, or the item of one part."""
    chosen = None
    if press.extra:
        _, found = await playing.opened(context, press.id)
        chosen = [row.id for row in _item(found, number_in(press.extra)).open]
    warned = await playing.stand_down(context, press.id, chosen)
    return await _book(context, warned.id)


@router.press(cards.ITEM)
async def item(context: Context, press: Press) -> Card:
    """Show the item of a part; a person who does not keep the warnings sees the part alone."""
    part = await playing.load(context, press.id)
    if not playing.keeps(context.actor):
        return cards.of_person(context.town, context.words, [part], title=context.words.plain("play-due"))
    return await _parts(context, part)


@router.press(cards.DONE)
async def done(context: Context, press: Press) -> Card:
    """Take a part as done."""
    part = await playing.do(context, press.id)
    context.say.toast(context.words.plain("play-noted"))
    if press.extra and playing.keeps(context.actor):
        return await _parts(context, part)
    rows = await playing.of_person(context, part)
    warned = await playing.warning_of(context, part)
    title = warning_cards.title(context.town, context.words, warned)
    return cards.of_person(context.town, context.words, rows, title=title)


@router.press(cards.STANDBY)
async def standby(context: Context, press: Press) -> Card:
    """Open the draft of the message to the squads."""
    warned = await playing.warning_of(context, await playing.load(context, press.id))
    title = warning_cards.title(context.town, context.words, warned)
    text = context.town.words(None).plain("play-standby-text", title=title)
    return await drafting.open_draft(context, await playing.message_to_squads(context, press.id, text))


async def _book(context: Context, warning_id: int) -> Card:
    warned, found = await playing.opened(context, warning_id)
    numbers = await counts.count(context, warned, found)
    return cards.book(context.town, context.words, warned, found, numbers, await _people(context, found))


async def _parts(context: Context, part: WarningPlay) -> Card:
    warned, found = await playing.opened(context, part.warning_id)
    numbers = await counts.count(context, warned, found)
    people, villages = await _people(context, found), await village_names(context.session)
    return cards.item(context.town, context.words, warned, _item(found, part.id), numbers, people, villages)


def _item(found: Book, play_id: int) -> Item:
    """Return the item of a part. Raises ``Stale``."""
    return existing(
        next((item for item in found.items if any(row.id == play_id for row in item.rows)), None), "warning-gone"
    )


async def _people(context: Context, found: Book) -> dict[int, str]:
    """Return the masked names of the people of a playbook."""
    ids = {id_ for item in found.items for row in item.rows for id_ in (row.owner_id, row.done_by_id) if id_}
    known = await directory.by_ids(context.session, ids)
    return {one.person_id: people.called(context.town, context.words, one) for one in known}
