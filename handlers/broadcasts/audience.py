"""Choosing to whom a message to many goes: squads, villages, units, lines, posts, or the whole township."""

from typing import Any

import sqlalchemy as sa
from aiogram.types import CallbackQuery
from markupsafe import Markup

from handlers.kit import lists
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.routers import router_of
from models import Broadcast, Squad, Unit, Village
from models.enums import Action, Role
from services.broadcasts import broadcasts
from services.cards.card import Button, Card, button
from services.core.labels import name
from services.core.paging import cut
from services.messaging.audiences import KINDS, Match, Selection
from services.people.access import villages_of
from services.settings import lines

PICK = "bc_pick"
"""A page of choices; the extra is ``kind.page`` or ``kind.page.choice``; empty: the kinds themselves."""
DRAFT = "bc"
"""A button of the draft's card; its subject is the broadcast, its extra the verb and choice."""
PER_PAGE = 12

Choice = tuple[int | str, str]

router = router_of("broadcast_audience")


@router.callback_query(Press.of(PICK))
async def pick(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Open a kind of choice, or take one choice."""
    draft = await broadcasts.own(context.act.session, context.act.actor, callback_data.id)
    kind, page, choice = (*callback_data.extra.split(".", 2), "", "")[:3]
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
            context.act.session,
            context.act.actor,
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
        named: dict[int | str, str] = dict(await _options(context, kind))
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
        if await _options(context, kind):
            label = words.plain("broadcast-kind", kind=kind, count=len(getattr(selection, kind)))
            rows.append((button(label, PICK, draft.id, kind),))
    rows = [(*rows[i], *rows[i + 1]) if i + 1 < len(rows) else rows[i] for i in range(0, len(rows), 2)]
    if villages_of(context.act.actor, Action.BROADCAST) is None:
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
    options = await _options(context, kind)
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
    rows: list[tuple[Button, ...]] = [tuple(shown[i : i + 2]) for i in range(0, len(shown), 2)]
    rows += lists.pager(part, lambda to: (PICK, str(draft.id), f"{kind}.{to}"))
    rows.append((button(words.plain("broadcast-chosen-kind"), PICK, draft.id),))
    found = await broadcasts.audience(context.act, draft)
    text = Markup("\n").join([await chosen(context, draft), words("broadcast-count", count=len(found.people))])
    return Card(text=text, rows=tuple(rows))


async def _options(context: Context, kind: str) -> list[Choice]:
    """Return what can be chosen of a kind, within the reach of the actor's posts."""
    villages = villages_of(context.act.actor, Action.BROADCAST)
    match kind:
        case "villages":
            return [one for one in await _rows(context, Village) if villages is None or one[0] in villages]
        case "squads":
            query = sa.select(Squad.id, Squad.name).where(Squad.active).order_by(Squad.id)
            if villages is not None:
                query = query.where(Squad.village_id.in_(villages))
            return [(row[0], row[1]) for row in await context.act.session.execute(query)]
        case "units":
            return await _rows(context, Unit) if villages is None else []
        case "lines":
            settings, language = context.act.town.settings, context.words.language
            named = [(code, lines.name(settings, code, language) or code) for code in settings.lines]
            return [*named] if villages is None else []
        case _:
            return [(role.value, name(context.words, role)) for role in Role]


async def _rows(context: Context, table: Any) -> list[Choice]:
    found = await context.act.session.execute(sa.select(table.id, table.name).where(table.active).order_by(table.id))
    return [(row[0], row[1]) for row in found]
