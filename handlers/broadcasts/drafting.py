"""A message to many in chat (群发): put together on one card, looked at with its list, sent or sent on for consent."""

import unicodedata

from markupsafe import Markup

from handlers.broadcasts.audience import DRAFT, PICK, chosen
from handlers.kit import Context, Kept, Press, Prompt, Row, Shown, card_of, pager, prompts, router_of
from handlers.kit.buttons import choice_in, number_in
from models import Broadcast
from models.enums import Action, BroadcastLevel, BroadcastState
from services.broadcasts import broadcasts, cards, consent, sending, templates
from services.cards import wording
from services.cards.card import Card, below, button, lines
from services.core.paging import cut
from services.messaging import standing
from services.messaging.audiences import Audience
from services.people.access import require

HOME, NEW, READY = "bc_home", "bc_new", "bc_ready"
"""``READY`` opens a template that carries its audience: the subject is its place, the extra 1 for a drill."""
LOOK = "bc_look"
"""The preview; its extra is the page of names."""
SEND, TAKE_BACK = "bc_send", "bc_undo"
NAMES = 15
"""Persons on a page of the preview."""
SWITCHES = {"c": "confirmed", "d": "drill", "g": "groups"}
"""The verbs of the card's switches, with what each turns on (``1``) or off."""

router = router_of("broadcast")


async def _draft_of(context: Context, kept: Kept) -> Broadcast:
    return await broadcasts.own(context.session, context.actor, kept["broadcast"])


TEXT, COUNT = Prompt("broadcast_text", _draft_of, stays=True), Prompt("broadcast_count", _draft_of)


@router.command("broadcast")
@router.press(HOME)
async def home(context: Context) -> Card:
    """Show the newest messages, each leading to how it stands, and offer a new one."""
    found = await broadcasts.recent(context.session, context.actor)
    ready = _ready(context)
    return card_of(
        lines(
            context.words("broadcast-home", count=len(found)),
            below(context.words("broadcast-home-ready")) if ready else None,
        ),
        *ready,
        context.offer("broadcast-new", NEW),
        *(button(cards.title(context.town, context.words, one), cards.SEE, one.id) for one in found),
    )


def _ready(context: Context) -> list[Row]:
    """Return a row for each template that carries its audience: the real thing, and an exercise."""
    rules = context.settings
    modes = ("drill",) if rules.drill else ("live", "drill")
    return [
        tuple(
            context.offer(
                f"broadcast-ready-{mode}", READY, place, int(mode == "drill"), name=one.name, level=one.level.value
            )
            for mode in modes
        )
        for place, one in templates.ready(rules.broadcasts.templates)
    ]


@router.press(READY)
async def ready(context: Context, press: Press) -> Card:
    """Show the message of a template as everybody gets it, with the list by names; it can still be changed."""
    template = templates.at(context.settings.broadcasts.templates, press.id)
    draft = await templates.begin(context, template, drill=context.settings.drill or press.extra == "1")
    found = await broadcasts.audience(context, draft)
    if broadcasts.faults(draft, found):
        return await open_draft(context, draft)
    draft, found = await broadcasts.look(context, draft.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    return preview(context, draft, found, 0)


@router.press(NEW)
async def new(context: Context) -> Card:
    """Open the actor's draft; the next words are its text."""
    return await open_draft(context, await broadcasts.begin(context))


@router.press(DRAFT)
async def pressed(context: Context, press: Press) -> Shown:
    """Do what a button of the card asks."""
    session, actor, number = context.session, context.actor, press.id
    verb, choice, named = press.verb, press.choice, context.settings.broadcasts.templates
    match verb:
        case "l":
            draft = await broadcasts.grade(context, number, choice_in(choice, BroadcastLevel))
        case "c" | "d" | "g" if verb != "d" or not context.settings.drill:
            draft = await broadcasts.change(session, actor, number, now=context.now, **{SWITCHES[verb]: choice == "1"})
        case "t" if choice:
            text = templates.at(named, number_in(choice)).text
            draft = await broadcasts.change(session, actor, number, now=context.now, text=text)
        case "t":
            draft = await broadcasts.own(session, actor, number)
            return card_of(
                context.words("broadcast-which-template"),
                *(button(one.name, DRAFT, draft.id, f"t.{place}") for place, one in enumerate(named)),
                context.offer("broadcast-back", DRAFT, draft.id),
            )
        case "drop":
            await broadcasts.drop(context, number)
            await prompts.stopped(context, f"{DRAFT}.{number}")
            return context.words("broadcast-dropped")
        case _:
            draft = await broadcasts.own(session, actor, number)
    return await open_draft(context, draft)


@router.answer(TEXT, words_only=True)
async def written(context: Context, kept: Kept, said: str) -> Card:
    """Replace the draft's words, and show the card with them."""
    return await open_draft(
        context, await broadcasts.change(context.session, context.actor, kept["broadcast"], now=context.now, text=said)
    )


@router.press(LOOK)
async def look(context: Context, press: Press) -> Card:
    """Show the message as everybody gets it, and the list by names."""
    draft, found = await broadcasts.look(context, press.id)
    await prompts.stopped(context, f"{DRAFT}.{draft.id}")
    return preview(context, draft, found, press.number)


@router.press(SEND)
async def send(context: Context, press: Press) -> Card | None:
    """Send, or ask the second person; for the whole town the head-count is typed first."""
    draft = await broadcasts.own(context.session, context.actor, press.id)
    if not broadcasts.selection(draft).everyone:
        return await after(context, await consent.send(context, draft.id))
    found = await broadcasts.audience(context, draft)
    text = context.words("broadcast-type-count", count=len(found.people))
    await COUNT.ask(context, f"{SEND}.{draft.id}", text, broadcast=draft.id)
    return None


@router.answer(COUNT)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Take the head-count that confirms a message to the whole town."""
    said = unicodedata.normalize("NFKC", said).strip()
    count = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
    sent = await consent.send(context, kept["broadcast"], typed=count)
    return await after(context, sent)


@router.press(TAKE_BACK)
async def taken_back(context: Context, press: Press) -> Card:
    """Take the question for consent back: the draft can be changed again."""
    return await draft_card(context, await consent.take_back(context, press.id))


async def after(context: Context, sent: Broadcast) -> Card:
    """Return the author's view of a message that is sent, or that waits for the second person."""
    words = context.words
    if sent.state is not BroadcastState.AWAITING:
        return await state_card(context, sent)
    if (pressed := context.say.pressed) is not None:
        place, chat_id = consent.place_of(sent), context.say.chat_id or 0
        await standing.stands(context.session, place, chat_id, pressed.message_id, now=context.now)
    minutes = context.settings.broadcasts.consent_lasts.total_seconds() // 60
    text = wording.marked(words, words("broadcast-asked", minutes=int(minutes)), drill=sent.drill)
    return card_of(text, context.offer("broadcast-take-back", TAKE_BACK, sent.id))


async def state_card(context: Context, sent: Broadcast) -> Card:
    """Return how a message that was sent stands."""
    stand = await sending.standing(context.session, sent)
    return cards.sent(context.town, context.words, sent, stand.counts, stand.failed, corrected=stand.corrected)


async def open_draft(context: Context, draft: Broadcast) -> Card:
    """Return the draft's card, and take the next words for its text."""
    require(context.actor, Action.BROADCAST)
    await TEXT.begin(context, f"{DRAFT}.{draft.id}", broadcast=draft.id)
    return await draft_card(context, draft)


async def draft_card(context: Context, draft: Broadcast) -> Card:
    """Return the card on which a message is put together."""
    words = context.words
    found = await broadcasts.audience(context, draft)
    lacks = broadcasts.faults(draft, found)
    return card_of(
        lines(
            words("broadcast-draft"),
            await chosen(context, draft),
            cards.who(words, found, groups=draft.groups),
            below(words("broadcast-quote", text=draft.text) if draft.text else words("broadcast-no-text")),
            below(words("broadcast-lacks", missing=context.listed(lacks))) if lacks else None,
        ),
        *(_choices(context, draft) if draft.corrects_id is None else ()),
        None if lacks else context.offer("broadcast-look", LOOK, draft.id),
        (context.offer("broadcast-drop", DRAFT, draft.id, "drop"), context.offer("broadcast-list", HOME)),
    )


def _choices(context: Context, draft: Broadcast) -> list[Row]:
    words, rules = context.words, context.settings
    switches = [("confirm", draft.confirmed), ("groups", draft.groups)]
    return [
        *cards.level_buttons(words, draft, DRAFT),
        None if rules.drill else cards.live_or_drill(words, DRAFT, draft.id, draft.drill),
        (
            context.offer("broadcast-pick", PICK, draft.id),
            context.offer("broadcast-template", DRAFT, draft.id, "t") if rules.broadcasts.templates else None,
        ),
        [
            context.offer(
                f"broadcast-option-{key}", DRAFT, draft.id, f"{key[0]}.{int(not on)}", chosen="yes" if on else "no"
            )
            for key, on in switches
        ],
    ]


def preview(context: Context, draft: Broadcast, found: Audience, page: int) -> Card:
    """Return the message as it will be seen, and a page of the list by names."""
    words, town = context.words, context.town
    shown = cut(found.gravest_first, page, NAMES)
    go = "broadcast-ask" if broadcasts.needs_consent(town, draft) else "broadcast-send"
    return card_of(
        lines(
            words("broadcast-preview"),
            words("broadcast-quote", text=Markup(cards.message(town, words, draft).text)),
            below(cards.who(words, found, groups=draft.groups)),
            words("broadcast-names", page=shown.page + 1, pages=shown.pages),
            *(cards.person(town, words, one, found.reason(one.person_id)) for one in shown.entries),
        ),
        pager(shown, lambda to: (LOOK, draft.id, to)),
        context.offer(go, SEND, draft.id, count=len(found.people)),
        context.offer("broadcast-back", DRAFT, draft.id),
    )
