"""The run of a drill: seen and started, paused, ended or stopped, the next inject by a button; answers to injects."""

from handlers.drills import drills as view
from handlers.kit import Context, Kept, Press, Prompt, card_of, prompts, router_of
from models import Drill, Duty
from models.enums import DrillForm, DrillState
from services.answers.danger import sounds_deadly
from services.cards.card import Card, below, lines
from services.core.errors import Refused
from services.drills import cards, drills, participants
from services.drills.cards import OPEN
from services.drills.run import answers, injecting, running
from services.duties import fulfilment
from services.duties.entering import outcomes

GO = "drill_go"

router = router_of("drill_running")


async def _going(context: Context, drill_id: int) -> Drill:
    return await drills.kept(context, drill_id, *running.GOING)


async def _planned(context: Context, drill_id: int) -> Drill:
    return await drills.kept(context, drill_id, DrillState.PLANNED)


async def _held(context: Context, drill_id: int) -> Drill:
    return await drills.kept(context, drill_id, DrillState.HELD)


WHY_EARLY = Prompt("drill_end", lambda context, kept: _going(context, kept["drill"]))
"""The next words say why a drill ends before its script does."""


@router.press(view.LOOK)
async def look(context: Context, press: Press) -> Card:
    """Show what the start will do, and what is in its way."""
    drill, found = await running.look(context, press.id)
    words = context.words
    village = await participants.village_name(context, drill)
    faults = [
        words("drill-fault", minute="no" if minute is None else str(minute), why=words(key))
        for minute, key in found.faults
    ]
    return card_of(
        lines(
            *cards.head(context.town, words, drill, village),
            words("drill-look", form=drill.form.value, people=found.people, unreached=found.unreached),
            words("drill-real", count=found.real) if found.real else None,
            *faults,
            below(words("drill-look-mend" if faults else "drill-look-go")),
        ),
        context.offer("drill-go-now", GO, drill.id) if not faults else None,
        context.offer("button-back", OPEN, drill.id),
    )


@router.press(GO)
async def go(context: Context, press: Press) -> Card:
    """Start it."""
    drill = await running.start(context, press.id)
    return await view.card(context, drill.id, context.words(f"drill-started-{drill.form.value}"))


@router.press(cards.PAUSE)
async def pause(context: Context, press: Press) -> Card:
    """Pause it."""
    await running.pause(context, press.id)
    return await view.card(context, press.id)


@router.press(view.RESUME)
async def resume(context: Context, press: Press) -> Card:
    """Let it go on."""
    await running.resume(context, press.id)
    return await view.card(context, press.id)


@router.press(view.NEXT)
async def send_next(context: Context, press: Press) -> Card:
    """Send the next inject now, and show it."""
    one = await injecting.send_next(context, press.id, press.number)
    drill = await drills.load(context, press.id)
    key = "drill-shown" if drill.form is DrillForm.TABLETOP else "drill-sent-now"
    said = context.words(key, minute=one.minute, text=one.text, count=len(one.told))
    failed = context.words("drill-fault", minute="no", why=one.failed) if one.failed else None
    return await view.card(context, press.id, lines(said, failed))


@router.press(view.END)
async def end(context: Context, press: Press) -> Card | None:
    """End it; with injects left, ask why."""
    try:
        counted = await running.finish(context, press.id)
    except Refused as refusal:
        if refusal.key != "drill-injects-left":
            raise
        await WHY_EARLY.ask(
            context, f"{view.END}.{press.id}", context.words("drill-end-why", **refusal.arguments), drill=press.id
        )
        return None
    return await held(context, press.id, counted)


async def held(context: Context, drill_id: int, counted: list[Duty]) -> Card:
    """Show a drill that was held, and for which period it counts."""
    fact = running.fact_of(await drills.load(context, drill_id))
    near = await fulfilment.near(context, fact)
    return await view.card(context, drill_id, outcomes.of_entered(context.town, context.words, fact, counted, near))


@router.answer(WHY_EARLY, words_only=True)
async def ended_early(context: Context, kept: Kept, said: str) -> Card:
    """End it with the reason."""
    counted = await running.finish(context, kept["drill"], said)
    return await held(context, kept["drill"], counted)


@router.asks(cards.STOP, "drill-stop-why", _going)
async def stopped(context: Context, drill_id: int, said: str) -> Card:
    """Stop it, with the reason: it does not count."""
    await running.stop(context, drill_id, said)
    return await view.card(context, drill_id)


@router.asks(view.RECORD, "drill-held-ask", _planned)
async def recorded(context: Context, drill_id: int, said: str) -> Card:
    """Enter that it was held without the bot, and when."""
    counted = await running.record(context, drill_id, prompts.past_said(context, said))
    return await held(context, drill_id, counted)


@router.asks(view.UNDO, "drill-undo-why", _held)
async def undone(context: Context, drill_id: int, said: str) -> Card:
    """Take it back, with the reason, and show which periods are open again."""
    again = await running.undo(context, drill_id, said)
    return await view.card(context, drill_id, outcomes.reopened(context.town, context.words, again) or None)


@router.press(cards.RECEIVED)
async def received(context: Context, press: Press) -> None:
    """Note that an inject was received."""
    await answers.answer(context, press.id)
    context.say.toast(context.words.plain("drill-received-noted"))


@router.asks(cards.ANSWER, "drill-answer-ask", answers.asked)
async def answered(context: Context, inject_id: int, said: str) -> str:
    """Take the answer; say how a real danger is reported, should it be one."""
    await answers.answer(context, inject_id, said)
    deadly = context.words("drill-answer-deadly") if sounds_deadly(context.town, said) else None
    return lines(context.words("case-drill"), context.words("drill-answer-noted"), deadly)
