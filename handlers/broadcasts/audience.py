"""Choosing to whom a message to many goes: squads, villages, units, lines, posts, or the whole township."""

from aiogram.types import CallbackQuery
from markupsafe import Markup

from handlers.kit import Context, Press, in_rows, lists, router_of
from models import Broadcast
from models.enums import Action
from services.broadcasts import broadcasts, choices
from services.cards.card import Button, Card, button
from services.core.paging import cut
from services.messaging.audiences import KINDS, Match, Selection
from services.people.access import villages_of

PICK = "bc_pick"
"""A page of choices; the extra is ``kind.page`` or ``kind.page.choice``; empty: the kinds themselves."""
DRAFT = "bc"
"""A button of the draft's card; its subject is the broadcast, its extra the verb and choice."""
PER_PAGE = 12

router = router_of("broadcast_audience")


@router.callback_query(Press.of(PICK))
async def pick(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open a kind of choice, or take one choice."""
    draft = await broadcasts.own(context.session, context.actor, press.id)
    kind, page, choice = (*press.extra.split(".", 2), "", "")[:3]
    selection = broadcasts.selection(draft)
    if kind == "all":
        changed = Selection(everyone=not selection.everyone)
    elif kind == "match":
        other = Match.ANY if selection.match is Match.ALL else Match.ALL
        changed = selection.model_copy(update={"match": other})
    elif kind == "none":
        changed = Selection()
    elif kind in KINDS and choice:
        changed = selection.toggled(kind, int(choice) if choice.isdigit() else choice)
    else:
        changed = selection
    if changed != selection:
        draft = await broadcasts.change(
            context.session,
            context.actor,
            draft.id,
            audience=changed.model_dump(mode="json", exclude_defaults=True),
        )
    context.say.edit(
        await (_choices(context, draft, kind, int(page or 0)) if kind in KINDS else _kinds(context, draft))
    )


async def chosen(context: Context, draft: Broadcast) -> Markup:
    """Return in words what was chosen."""
    words, selection = context.words, broadcasts.selection(draft)
    if draft.corrects_id is not None:
        return words("broadcast-for-earlier")
    if selection.everyone:
        return words("broadcast-for-everyone")
    if not selection.kinds:
        return words("broadcast-for-nobody")
    said = []
    for kind in selection.kinds:
        named: dict[int | str, str] = dict(await choices.options(context.act, context.words, kind))
        said.append(
            words("broadcast-for", kind=kind, names=tuple(named.get(one, str(one)) for one in getattr(selection, kind)))
        )
    if len(said) > 1:
        said.append(words(f"broadcast-match-{selection.match.value}"))
    return Markup("\n").join(said)


async def _kinds(context: Context, draft: Broadcast) -> Card:
    words, selection = context.words, broadcasts.selection(draft)
    rows: list[tuple[Button, ...]] = []
    for kind in KINDS:
        if await choices.options(context.act, context.words, kind):
            label = words.plain("broadcast-kind", kind=kind, count=len(getattr(selection, kind)))
            rows.append((button(label, PICK, draft.id, kind),))
    rows = [(*rows[i], *rows[i + 1]) if i + 1 < len(rows) else rows[i] for i in range(0, len(rows), 2)]
    if villages_of(context.actor, Action.BROADCAST) is None:
        everyone = words.plain("broadcast-everyone", chosen="yes" if selection.everyone else "no")
        rows.append((button(everyone, PICK, draft.id, "all"),))
    if len(selection.kinds) > 1:
        rows.append((button(words.plain(f"broadcast-to-match-{selection.match.value}"), PICK, draft.id, "match"),))
    if selection != Selection():
        rows.append((button(words.plain("broadcast-none"), PICK, draft.id, "none"),))
    rows.append((button(words.plain("broadcast-chosen"), DRAFT, draft.id),))
    found = await broadcasts.audience(context.act, draft)
    text = Markup("\n").join(
        [words("broadcast-pick-head"), await chosen(context, draft), words("broadcast-count", count=len(found.people))]
    )
    return Card(text=text, rows=tuple(rows))


async def _choices(context: Context, draft: Broadcast, kind: str, page: int) -> Card:
    words, present = context.words, getattr(broadcasts.selection(draft), kind)
    options = await choices.options(context.act, context.words, kind)
    part = cut(options, page, PER_PAGE)
    shown = [
        button(
            words.plain("broadcast-choice", name=label, chosen="yes" if value in present else "no"),
            PICK,
            draft.id,
            f"{kind}.{part.page}.{value}",
        )
        for value, label in part.entries
    ]
    rows: list[tuple[Button, ...]] = in_rows(shown, 2)
    rows += lists.pager(part, lambda to: (PICK, str(draft.id), f"{kind}.{to}"))
    rows.append((button(words.plain("broadcast-chosen-kind"), PICK, draft.id),))
    found = await broadcasts.audience(context.act, draft)
    text = Markup("\n").join([await chosen(context, draft), words("broadcast-count", count=len(found.people))])
    return Card(text=text, rows=tuple(rows))
