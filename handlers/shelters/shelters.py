"""The list of shelters, the card of one, the inspection by buttons, and opening and closing."""

from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in
from models.enums import Action, ShelterState
from services.cards.card import Card, button, lines
from services.core.paging import cut
from services.people.access import may
from services.shelters import cards, inspecting, register
from services.shelters.workbook import writing

router = router_of("shelters")


async def _keeps(context: Context, kept: Kept) -> object:
    return await register.load(context, kept["shelter"], Action.KEEP_SHELTER)


WRONG = Prompt("shelter_wrong", _keeps, stays=True)
"""The next words say what is wrong at one question."""
REASON = Prompt("shelter_reason", _keeps)
"""The next words say why a shelter is opened without an inspection, or closed."""


@router.command("shelters")
@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show the shelters."""
    found = cut(await register.listed(context), press.number)
    adds = may(context.actor, Action.KEEP_SHELTER)
    return card_of(
        lines(
            context.words("shelters-head", count=found.total),
            *(cards.line(context.words, one) for one in found.entries),
        ),
        *in_rows([button(one.shelter.name, cards.OPEN, one.shelter.id) for one in found.entries], 2),
        pager(found, lambda to: (cards.LIST, "", to)),
        (
            context.offer("shelter-add", cards.ADD) if adds else None,
            context.offer("shelters-export", cards.EXPORT) if found.total else None,
        ),
    )


@router.press(cards.EXPORT)
async def exported(context: Context) -> None:
    """Send the shelters as an Excel file."""
    context.say.document(*await writing.workbook(context), busy=True)


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a shelter."""
    return await card(context, press.id)


async def card(context: Context, shelter_id: int) -> Card:
    """Return the card of a shelter with what the actor may do."""
    found = await register.shown(context, shelter_id)
    one = found.shelter
    keeps = may(context.actor, Action.KEEP_SHELTER, register.subject_of(one))
    fields = [
        context.offer(f"shelter-edit-{key}", cards.EDIT, one.id, key) for key in ("room", "keeper", "keys", "pin")
    ]
    is_open = one.state is ShelterState.OPEN
    return card_of(
        cards.text(context.town, context.words, found),
        *in_rows(fields if keeps else [], 2),
        (
            context.offer("shelter-check", cards.CHECK, one.id),
            context.offer("shelter-stop", cards.STOP, one.id)
            if is_open
            else context.offer("shelter-start", cards.START, one.id),
        )
        if keeps
        else None,
        context.offer("shelters-back", cards.LIST),
    )


@router.press(cards.CHECK)
async def check(context: Context, press: Press) -> Card | None:
    """Show the checklist; the button of a question says that something is wrong there."""
    shelter = await register.load(context, press.id, Action.KEEP_SHELTER)
    kept = await context.state.get_data()
    wrong: dict[str, str] = kept.get("wrong", {}) if kept.get("shelter") == shelter.id else {}
    if press.extra == "done":
        await inspecting.inspect(context, shelter.id, wrong)
        await context.state.clear()
        context.say.toast(context.words.plain("shelter-checked", wrong=len(wrong)))
        return await card(context, shelter.id)
    questions = inspecting.asked(context, context.words)
    if press.extra:
        code = choice_in(press.extra, questions)
        text = context.words("shelter-ask-wrong", question=questions[code])
        await WRONG.ask(context, cards.CHECK, text, shelter=shelter.id, wrong=wrong, code=code)
        return None
    return _checklist(context, shelter.id, shelter.name, {})


def _checklist(context: Context, shelter_id: int, name: str, wrong: dict[str, str]) -> Card:
    questions = inspecting.asked(context, context.words)
    told = [
        context.words("shelter-question", question=question, note=wrong.get(code, "no"))
        for code, question in questions.items()
    ]
    buttons = [
        context.offer("shelter-wrong", cards.CHECK, shelter_id, code, number=at)
        for at, code in enumerate(questions, start=1)
    ]
    return card_of(
        lines(context.words("shelter-checklist", name=name), *told),
        *in_rows(buttons, 3),
        context.offer("shelter-check-done", cards.CHECK, shelter_id, "done", wrong=len(wrong)),
        context.offer("button-back", cards.OPEN, shelter_id),
    )


@router.answer(WRONG, words_only=True)
async def wrong_there(context: Context, kept: Kept, said: str) -> Card:
    """Note what is wrong and show the checklist again."""
    wrong = {**kept["wrong"], kept["code"]: said}
    shelter = await register.load(context, kept["shelter"], Action.KEEP_SHELTER)
    await WRONG.begin(context, cards.CHECK, shelter=shelter.id, wrong=wrong, code=kept["code"])
    return _checklist(context, shelter.id, shelter.name, wrong)


@router.press(cards.START, cards.STOP)
async def turned(context: Context, press: Press) -> Card | None:
    """Open an inspected shelter; else ask for the reason, as for closing it."""
    shelter = await register.load(context, press.id, Action.KEEP_SHELTER)
    starts = press.action == cards.START
    if starts and inspecting.is_fresh(context, shelter):
        await inspecting.open_up(context, shelter.id)
        return await card(context, shelter.id)
    text = context.words("shelter-ask-start" if starts else "shelter-ask-stop", name=shelter.name)
    await REASON.ask(context, press.action, text, shelter=shelter.id, starts=starts)
    return None


@router.answer(REASON, words_only=True)
async def reasoned(context: Context, kept: Kept, said: str) -> Card:
    """Open or close it with the reason."""
    await (inspecting.open_up if kept["starts"] else inspecting.close)(context, kept["shelter"], said)
    return await card(context, kept["shelter"])
