"""Choosing who gets a message to many: squads, villages, units, lines, posts, or the whole township."""

from markupsafe import Markup

from handlers.kit import Context, Press, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from models import Broadcast
from models.enums import Action
from services.broadcasts import broadcasts, choices
from services.cards.card import Card, lines
from services.core.paging import cut
from services.messaging.audiences import KINDS, Match, Selection
from services.people.access import villages_of

PICK = "bc_pick"
"""A page of choices; the extra is ``kind.page`` or ``kind.page.choice``; empty: the kinds themselves."""
DRAFT = "bc"
"""A button of the draft's card; its subject is the broadcast, its extra the verb and choice."""
PER_PAGE = 12

router = router_of("broadcast_audience")


@router.press(PICK)
async def pick(context: Context, press: Press) -> Card:
    """Open a kind of choice, or take one choice."""
    draft = await broadcasts.own(context.session, context.actor, press.id)
    kind, page, choice = (*press.extra.split(".", 2), "", "")[:3]
    selection = broadcasts.selection(draft)
    changed = selection
    if kind == "all":
        changed = Selection(everyone=not selection.everyone)
    elif kind == "match":
        other = Match.ANY if selection.match is Match.ALL else Match.ALL
        changed = selection.model_copy(update={"match": other})
    elif kind == "none":
        changed = Selection()
    elif kind in KINDS and choice:
        offered = {str(value): value for value, _ in await choices.options(context, context.words, kind)}
        present = {
            str(value): value for value in getattr(selection, kind)
        }  # a choice that is no longer offered can be left out
        changed = selection.toggled(kind, (offered | present)[choice_in(choice, offered | present)])
    if changed != selection:
        audience = changed.model_dump(mode="json", exclude_defaults=True)
        draft = await broadcasts.change(context.session, context.actor, draft.id, now=context.now, audience=audience)
    if kind in KINDS:
        return await _choices(context, draft, kind, number_in(page, 0))
    return await _kinds(context, draft)


async def chosen(context: Context, draft: Broadcast) -> Markup:
    """Return the audience that was chosen in words."""
    words, selection = context.words, broadcasts.selection(draft)
    if draft.corrects_id is not None:
        return words("broadcast-for-earlier")
    if selection.everyone:
        return words("broadcast-for-everyone")
    if not selection.kinds and not selection.responsible:
        return words("broadcast-for-nobody")
    said = []
    if selection.responsible:
        villages: dict[int | str, str] = dict(await choices.options(context, words, "villages"))
        names = tuple(villages.get(one, str(one)) for one in selection.responsible)
        said.append(words("broadcast-for-responsible", names=names, spared=len(selection.spared)))
    for kind in selection.kinds:
        named: dict[int | str, str] = dict(await choices.options(context, words, kind))
        names = tuple(named.get(one, str(one)) for one in getattr(selection, kind))
        said.append(words("broadcast-for", kind=kind, names=names))
    if len(said) > 1 and not selection.responsible:
        said.append(words(f"broadcast-match-{selection.match.value}"))
    return Markup("\n").join(said)


async def _counted(context: Context, draft: Broadcast) -> tuple[Markup, Markup]:
    found = await broadcasts.audience(context, draft)
    return await chosen(context, draft), context.words("broadcast-count", count=len(found.people))


async def _kinds(context: Context, draft: Broadcast) -> Card:
    selection, whole_town = broadcasts.selection(draft), villages_of(context.actor, Action.BROADCAST) is None
    kinds = [
        context.offer("broadcast-kind", PICK, draft.id, kind, kind=kind, count=len(getattr(selection, kind)))
        for kind in KINDS
        if await choices.options(context, context.words, kind)
    ]
    everyone = "yes" if selection.everyone else "no"
    match = f"broadcast-to-match-{selection.match.value}"
    return card_of(
        lines(context.words("broadcast-pick-head"), *await _counted(context, draft)),
        *in_rows(kinds, 2),
        context.offer("broadcast-everyone", PICK, draft.id, "all", chosen=everyone) if whole_town else None,
        context.offer(match, PICK, draft.id, "match") if len(selection.kinds) > 1 else None,
        context.offer("broadcast-none", PICK, draft.id, "none") if selection != Selection() else None,
        context.offer("broadcast-chosen", DRAFT, draft.id),
    )


async def _choices(context: Context, draft: Broadcast, kind: str, page: int) -> Card:
    present = getattr(broadcasts.selection(draft), kind)
    part = cut(await choices.options(context, context.words, kind), page, PER_PAGE)
    shown = []
    for value, label in part.entries:
        taken = "yes" if value in present else "no"
        extra = f"{kind}.{part.page}.{value}"
        shown.append(context.offer("broadcast-choice", PICK, draft.id, extra, name=label, chosen=taken))
    return card_of(
        lines(*await _counted(context, draft)),
        *in_rows(shown, 2),
        pager(part, lambda to: (PICK, draft.id, f"{kind}.{to}")),
        context.offer("broadcast-chosen-kind", PICK, draft.id),
    )
