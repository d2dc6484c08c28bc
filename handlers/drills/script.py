"""The script of a drill: typed as lines, taken from config; the kind of an inject, and taking it out."""

from aiogram.dispatcher.event.bases import SkipHandler

from handlers.drills import drills as view
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from models import DrillInject
from models.enums import DrillState, InjectKind
from services.answers.danger import sounds_deadly
from services.cards import wording
from services.cards.card import Card, button, lines
from services.core.errors import Refused
from services.core.labels import name
from services.core.paging import cut
from services.drills import cards, drills, participants, script
from services.drills.cards import OPEN
from services.drills.script import Added

WRITE, INJECT, KIND, REMOVE, TEMPLATE = "drill_write", "drill_inject", "drill_kind", "drill_drop", "drill_template"
SHOWN = 8
"""Injects on a page."""

router = router_of("drill_script")


LINES = Prompt("drill_script", stays=True)
"""The next messages are lines of the script, until a button is pressed. Lines that come too late are no report."""


@router.press(view.SCRIPT)
async def opened(context: Context, press: Press) -> Card:
    """Show a page of the script."""
    await LINES.leave(context)
    return await _page(context, press.id, press.number)


async def _page(context: Context, drill_id: int, page: int = 0, *said: str | None) -> Card:
    drill = await drills.kept(context, drill_id, DrillState.PLANNED)
    found = cut(await script.of(context, drill_id), page, SHOWN)
    village = await participants.village_name(context, drill)
    told = [cards.line(context.words, one, await _names(context, one)) for one in found.entries]
    templates = enumerate(context.settings.drills.templates)
    return card_of(
        lines(
            *said,
            context.words("drill-script-head", title=cards.title(context.town, context.words, drill, village)),
            *told,
            context.words("drill-script-empty") if not told else None,
        ),
        *in_rows([context.offer("drill-inject-open", INJECT, one.id, minute=one.minute) for one in found.entries], 4),
        pager(found, lambda to: (view.SCRIPT, drill_id, to)),
        context.offer("drill-script-write", WRITE, drill_id),
        *in_rows(
            [context.offer("drill-script-use", TEMPLATE, drill_id, at, name=one.name) for at, one in templates], 2
        ),
        context.offer("button-back", OPEN, drill_id),
    )


async def _names(context: Context, one: DrillInject) -> list[str]:
    return await participants.names(context, script.recipients(one))


@router.press(WRITE)
async def write(context: Context, press: Press) -> None:
    """Ask for lines."""
    await drills.kept(context, press.id, DrillState.PLANNED)
    await LINES.ask(context, f"{WRITE}.{press.id}", context.words("drill-script-ask"), drill=press.id)


@router.answer(LINES, words_only=True)
async def written(context: Context, kept: Kept, said: str) -> Card:
    """Take the lines; more may follow. A danger that is no line of a script is a report."""
    if not script.is_script(said) and sounds_deadly(context.town, said):
        await context.state.clear()
        raise SkipHandler
    try:
        added = await script.add(context, kept["drill"], said)
    except Refused as refusal:
        await context.state.clear()
        return card_of(refusal.in_words(context.words), context.offer("drill-see", OPEN, kept["drill"]))
    await LINES.begin(context, f"{WRITE}.{kept['drill']}", drill=kept["drill"])
    return await _page(context, kept["drill"], 0, *_said(context, added), "")


def _said(context: Context, added: Added) -> list[str]:
    words = context.words
    told: list[str] = [words("drill-script-added", new=added.new, known=added.known)]
    told += [words("drill-line-fault", line=one.line, said=one.said, why=words(one.key)) for one in added.faults]
    return [*told, words("drill-script-more")]


@router.press(TEMPLATE)
async def template(context: Context, press: Press) -> Card:
    """Take a script of config."""
    added = await script.use(context, press.id, press.number)
    return await _page(context, press.id, 0, context.words("drill-script-added", new=added.new, known=added.known), "")


@router.press(INJECT)
async def inject(context: Context, press: Press) -> Card:
    """Show one inject with the kinds that it may be."""
    drill, one = await script.opened(context, press.id)
    return card_of(
        lines(
            cards.line(context.words, one, await _names(context, one)),
            context.words("drill-inject-text", text=wording.shortened(one.text)),
            context.words("drill-kind-ask"),
        ),
        *in_rows(
            [
                button(name(context.words, kind).unescape(), KIND, one.id, kind.value)
                for kind in InjectKind
                if kind is not one.kind
            ],
            2,
        ),
        context.offer("drill-inject-remove", REMOVE, one.id),
        context.offer("button-back", view.SCRIPT, drill.id, 0),
    )


@router.press(KIND)
async def kind_chosen(context: Context, press: Press) -> Card:
    """Let the inject be of another kind."""
    one = await script.set_kind(context, press.id, InjectKind(choice_in(press.extra, list(InjectKind))))
    return await _page(context, one.drill_id)


@router.press(REMOVE)
async def removed(context: Context, press: Press) -> Card:
    """Take the inject out."""
    drill = await script.remove(context, number_in(press.subject))
    return await _page(context, drill.id)
