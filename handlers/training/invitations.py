"""The audience of a session, the list by names before the invitations go, and the answers."""

from handlers.kit import Context, Press, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in
from handlers.training import session as view
from models import TrainingSession
from models.enums import TrainingAnswer
from services.broadcasts import cards as broadcast_cards
from services.broadcasts import choices
from services.cards.card import Card, below, lines
from services.core.paging import cut
from services.messaging.audiences import KINDS
from services.training import audience, cards, invitations, loading
from services.training.audience import EVERYONE, FULL_TIME, MATCH, Chosen

PER_PAGE, NAMES = 12, 15
"""Choices on a page; persons on a page of the list."""

router = router_of("training_invitations")


@router.press(view.FOR)
async def choose(context: Context, press: Press) -> Card:
    """Show the kinds of choice, or a page of one kind; the extra is ``kind.page.choice``."""
    kind, page, choice = parts_in(press.extra, 3) if press.extra else ("", "", "")
    session = await loading.kept(context, press.id)
    if kind in KINDS and choice:
        chosen = getattr(Chosen.of(session).selection, kind)
        offered = {str(value): value for value, _ in await choices.options(context, context.words, kind)}
        known = offered | {str(value): value for value in chosen}  # a choice no longer offered can be left out
        session = await audience.toggle(context, session.id, kind, known[choice_in(choice, known)])
    elif kind in (FULL_TIME, EVERYONE, MATCH):
        session = await audience.toggle(context, session.id, kind)
    if kind in KINDS:
        return await _of_kind(context, session, kind, number_in(page, 0))
    return await _kinds(context, session)


async def _head(context: Context, session: TrainingSession) -> str:
    found = await audience.people(context, session)
    return lines(
        context.words("training-for-head", title=cards.title(context.town, context.words, session)),
        await audience.said(context, context.words, session),
        context.words("broadcast-count", count=len(found.people)),
    )


async def _kinds(context: Context, session: TrainingSession) -> Card:
    chosen, offer = Chosen.of(session), context.offer
    selection = chosen.selection
    kinds = [
        offer("broadcast-kind", view.FOR, session.id, f"{kind}.0.", kind=kind, count=len(getattr(selection, kind)))
        for kind in KINDS
        if await choices.options(context, context.words, kind)
    ]
    staff, everyone = ("yes" if on else "no" for on in (chosen.full_time, selection.everyone))
    return card_of(
        await _head(context, session),
        *in_rows(kinds, 2),
        offer("training-full-time", view.FOR, session.id, f"{FULL_TIME}..", chosen=staff),
        offer("broadcast-everyone", view.FOR, session.id, f"{EVERYONE}..", chosen=everyone),
        offer(f"broadcast-to-match-{selection.match.value}", view.FOR, session.id, f"{MATCH}..")
        if len(selection.kinds) > 1
        else None,
        offer("broadcast-chosen", cards.EDIT, session.id),
    )


async def _of_kind(context: Context, session: TrainingSession, kind: str, page: int) -> Card:
    present = getattr(Chosen.of(session).selection, kind)
    part = cut(await choices.options(context, context.words, kind), page, PER_PAGE)
    shown = [
        context.offer(
            "broadcast-choice",
            view.FOR,
            session.id,
            f"{kind}.{part.page}.{value}",
            name=label,
            chosen="yes" if value in present else "no",
        )
        for value, label in part.entries
    ]
    return card_of(
        await _head(context, session),
        *in_rows(shown, 2),
        pager(part, lambda to: (view.FOR, session.id, f"{kind}.{to}.")),
        context.offer("broadcast-chosen-kind", view.FOR, session.id),
    )


@router.press(view.INVITE)
async def preview(context: Context, press: Press) -> Card:
    """Show who would be invited, by names and head-count."""
    found = await invitations.preview(context, press.id)
    words, town, new = context.words, context.town, found.found
    shown = cut(new.people, press.number, NAMES)
    told = [broadcast_cards.person(town, words, one, new.unreached.get(one.person_id)) for one in shown.entries]
    return card_of(
        lines(
            words("training-preview", title=cards.title(town, words, found.session), already=found.already),
            broadcast_cards.who(words, new, groups=False),
            below(lines(*told)) if told else words("training-invited-all"),
        ),
        pager(shown, lambda to: (view.INVITE, press.id, to)),
        context.offer("training-send", view.SEND, press.id, found.mark, count=len(new.people)) if told else None,
        context.offer("button-back", cards.EDIT, press.id),
    )


@router.press(view.SEND)
async def sent(context: Context, press: Press) -> Card:
    """Send the invitations to the list that was shown."""
    count = await invitations.invite(context, press.id, press.extra)
    context.say.toast(context.words.plain("training-sent", count=count))
    return await view.organise(context, press.id)


@router.press(cards.ANSWER)
async def answered(context: Context, press: Press) -> Card:
    """Take an answer to an invitation."""
    said = choice_in(press.extra, TrainingAnswer)
    await invitations.answer(context, press.id, said)
    context.say.toast(context.words.plain(f"training-said-{said.value}"))
    return await view.card(context, press.id)
