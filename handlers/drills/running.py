"""The run of a drill: seen and started, paused, ended or stopped, the next inject by a button; answers to injects."""

from datetime import datetime

from handlers.drills import drills as view
from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of, time_parser
from models import Drill, Duty
from models.enums import DrillForm, DrillState
from services.cards.card import Card, below, lines
from services.core.errors import Refused
from services.drills import cards, drills, participants
from services.drills.cards import OPEN
from services.drills.run import answers, injecting, running
from services.duties.entering import outcomes
from services.filing.danger import sounds_deadly

GO, AS_HELD = "drill_go", "drill_as_held"

router = router_of("drill_running")


async def _going(context: Context, kept: Kept) -> Drill:
    return await drills.kept(context, kept["drill"], *running.GOING)


async def _planned(context: Context, kept: Kept) -> Drill:
    return await drills.kept(context, kept["drill"], DrillState.PLANNED)


WHY_EARLY = Prompt("drill_end", _going)
"""The next words say why a drill ends before its script does."""
WHY_STOPPED = Prompt("drill_stop", _going)
"""The next words say why it is stopped and does not count."""
HELD_AT = Prompt("drill_held", _planned)
"""The next words say when it was held without the bot."""
WHY_UNDONE = Prompt("drill_undo", lambda context, kept: drills.kept(context, kept["drill"], DrillState.HELD))
"""The next words say why it does not count after all."""
SAID = Prompt("drill_answer", lambda context, kept: answers.asked(context, kept["inject"]))
"""The next words answer an inject."""


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
    drill = await drills.load(context, drill_id)
    fact = running.fact_of(drill)
    day = fact.at.astimezone(context.zone).date()
    near = await running.near(context, drill)
    return await view.card(context, drill_id, outcomes.of_fact(context.town, context.words, day, counted, near))


@router.answer(WHY_EARLY, words_only=True)
async def ended_early(context: Context, kept: Kept, said: str) -> Card:
    """End it with the reason."""
    counted = await running.finish(context, kept["drill"], said)
    await context.state.clear()
    return await held(context, kept["drill"], counted)


@router.press(cards.STOP)
async def stop(context: Context, press: Press) -> None:
    """Ask why it is stopped."""
    await drills.kept(context, press.id, *running.GOING)
    await WHY_STOPPED.ask(context, f"{cards.STOP}.{press.id}", context.words("drill-stop-why"), drill=press.id)


@router.answer(WHY_STOPPED, words_only=True)
async def stopped(context: Context, kept: Kept, said: str) -> Card:
    """Stop it."""
    await running.stop(context, kept["drill"], said)
    await context.state.clear()
    return await view.card(context, kept["drill"])


@router.press(view.RECORD)
async def record(context: Context, press: Press) -> None:
    """Ask when it was held."""
    await drills.kept(context, press.id, DrillState.PLANNED)
    await HELD_AT.ask(context, f"{view.RECORD}.{press.id}", context.words("drill-held-ask"), drill=press.id)


@router.answer(HELD_AT, words_only=True)
async def recorded(context: Context, kept: Kept, said: str) -> Card:
    """Enter that it was held."""
    counted = await running.record(context, kept["drill"], past_time(context, said))
    await context.state.clear()
    return await held(context, kept["drill"], counted)


def past_time(context: Context, said: str) -> datetime:
    """Return a time that has passed, as typed. Raises ``Refused``."""
    at = time_parser.read_past(said, context.now, context.zone)
    if at is None:
        raise Refused("ask-time-unclear")
    return at


@router.press(view.UNDO)
async def undo(context: Context, press: Press) -> None:
    """Ask why it does not count."""
    await drills.kept(context, press.id, DrillState.HELD)
    await WHY_UNDONE.ask(context, f"{view.UNDO}.{press.id}", context.words("drill-undo-why"), drill=press.id)


@router.answer(WHY_UNDONE, words_only=True)
async def undone(context: Context, kept: Kept, said: str) -> Card:
    """Take it back, and show which periods are open again."""
    again = await running.undo(context, kept["drill"], said)
    await context.state.clear()
    return await view.card(context, kept["drill"], outcomes.reopened(context.town, context.words, again) or None)


@router.press(cards.RECEIVED)
async def received(context: Context, press: Press) -> None:
    """Note that an inject was received."""
    await answers.answer(context, press.id)
    context.say.toast(context.words.plain("drill-received-noted"))


@router.press(cards.ANSWER)
async def answer(context: Context, press: Press) -> None:
    """Ask what the person does."""
    await answers.asked(context, press.id)
    await SAID.ask(context, f"{cards.ANSWER}.{press.id}", context.words("drill-answer-ask"), inject=press.id)


@router.answer(SAID, words_only=True)
async def answered(context: Context, kept: Kept, said: str) -> str:
    """Take the answer; say how a real danger is reported, should it be one."""
    await answers.answer(context, kept["inject"], said)
    await context.state.clear()
    deadly = context.words("drill-answer-deadly") if sounds_deadly(context.town, said) else None
    return lines(context.words("case-drill"), context.words("drill-answer-noted"), deadly)
