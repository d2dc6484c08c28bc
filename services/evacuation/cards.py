"""The cards of an order: for its author and the second person, for officers, for the people who lead. Codes only (I9).

A drill and the real thing differ at a glance (I10).
"""

from markupsafe import Markup

from models import Evacuation, Evacuee
from models.enums import EvacuationState, EvacueeState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from services.evacuation.order import balance
from services.evacuation.order.balance import Balance
from services.evacuation.order.stays import Site
from services.evacuation.order.targets import Meant
from services.evacuation.order.views import Named, View
from services.messaging.undelivered import ring_button
from texts import Words

SEE, LIST, PLACES, HOME, FILE = "ev_see", "ev_list", "ev_places", "ev_home", "ev_file"
QUESTION, AGREE, REFUSE, BACK_TO_DRAFT = "ev_ask", "ev_yes", "ev_no", "ev_undo"
PARTS = "ev_parts"
END, LIFT, CHECK, TAKE_BACK, REPORTED, FIND = "ev_end", "ev_lift", "ev_check", "ev_back", "ev_told", "ev_find"
FORCE, TALK = "ev_force", "ev_talk"
"""The actions of the buttons; the subject is the order, of the last four one of the household's people."""
LINK = "evacuation_"
"""The beginning of the words of a link that opens an order in the private chat; its id follows."""
SHOWN = 200
"""Characters of a reason or a route on a card."""


def head(words: Words, one: Evacuation) -> Markup:
    """Return the first line: live or drill, the number, the state."""
    text = words("evacuation-head", number=one.number or "no", state=name(words, one.state))
    return wording.marked(words, text, drill=one.drill)


def meant(words: Words, found: Meant) -> Markup:
    """Return how many an order means."""
    said = [
        words("evacuation-meant", homes=len(found.homes), people=found.people, vulnerable=found.vulnerable),
        words("evacuation-unplaced", count=found.unplaced) if found.unplaced else None,
        words("evacuation-moving", count=found.moving) if found.moving else None,
        words("evacuation-empty-homes", count=found.empty) if found.empty else None,
    ]
    return Markup("\n").join(one for one in said if one is not None)


def content(town: Town, words: Words, one: Evacuation, shown: Named) -> list[Markup]:
    """Return what an order says, a line each."""
    comma = words.plain("list-comma")
    places = comma.join((*shown.points, *shown.villages, *shown.grids)) or "no"
    area = "yes" if one.targets.get("area") else "no"
    return [
        words("evacuation-for", places=places, area=area),
        words("evacuation-reason", text=wording.shortened(one.reason, SHOWN) or "—"),
        words("evacuation-route", text=wording.shortened(one.route, SHOWN) or "—"),
        words("evacuation-to", names=comma.join(shown.shelters) or "—"),
        words("evacuation-due", at=words.time(one.due_at, town.zone)) if one.due_at else words("evacuation-due-usual"),
    ]


def consent(
    town: Town, words: Words, one: Evacuation, found: Meant, unreached: int, shown: Named, author: Actor
) -> Card:
    """Ask the second person, with everything the order says."""
    text = lines(
        consent_head(town, words, one, author),
        meant(words, found),
        words("evacuation-level", level=name(words, balance.level(town, found.people))),
        words("evacuation-unreached", count=unreached) if unreached else None,
        *content(town, words, one, shown),
    )
    yes = button(words.plain("evacuation-agree", people=found.people), AGREE, one.id, one.version)
    no = button(words.plain("evacuation-refuse"), REFUSE, one.id, one.version)
    return Card(text=text, rows=((yes,), (no,)))


def consent_head(town: Town, words: Words, one: Evacuation, author: Actor) -> Markup:
    """Return the question's first line."""
    text = words("evacuation-consent", name=cards_people.called(town, words, author))
    return wording.marked(words, text, drill=one.drill)


def answered(town: Town, words: Words, one: Evacuation, by: Actor, *, agreed: bool, why: str | None = None) -> Card:
    """Tell the author what the second person said, and what came of it."""
    who = cards_people.called(town, words, by)
    if one.state is EvacuationState.ORDERED:
        text = words("evacuation-given", name=who, number=one.number or "")
    elif agreed:
        text = words("evacuation-list-changed", name=who)
    else:
        text = words("evacuation-refused", name=who, why=why or "")
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((_see(words, one),),))


def lapsed(town: Town, words: Words, one: Evacuation) -> Card:
    """Tell the author that nobody has answered, and that nobody was told to leave."""
    return Card(text=wording.marked(words, words("evacuation-lapsed"), drill=one.drill), rows=((_see(words, one),),))


def _see(words: Words, one: Evacuation) -> Button:
    return button(words.plain("evacuation-see"), SEE, one.id)


def taken_back(town: Town, words: Words, one: Evacuation) -> Card:
    """Tell that an order was taken back."""
    text = wording.marked(words, words("evacuation-taken-back", number=one.number or ""), drill=one.drill)
    return Card(text=text)


def ended(town: Town, words: Words, one: Evacuation) -> Card:
    """Tell that an order has ended: nobody returns yet."""
    text = words("evacuation-has-ended", number=one.number or "", missing=one.unaccounted or 0)
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((_see(words, one),),))


def lifted(town: Town, words: Words, one: Evacuation) -> Card:
    """Tell that an order is lifted, and that the return is counted."""
    text = wording.marked(words, words("evacuation-is-lifted", number=one.number or ""), drill=one.drill)
    return Card(text=text, rows=((button(words.plain("evacuation-open-list"), LIST, one.id),),))


def states(words: Words, counted: Balance) -> Markup:
    """Return how many are in each state that somebody is in, in one line."""
    said = [
        words("evacuation-state-count", state=name(words, state), count=count)
        for state, count in counted.states.items()
        if count
    ]
    return Markup(words.plain("evacuation-dot")).join(said)


def station(town: Town, words: Words, view: View, *, commands: bool) -> Card:
    """Show how an order stands: the balance, by village, by shelter; ``commands``: for who may end and lift it."""
    one, counted = view.order, view.balance
    figures, total, by_village = counted.figures, counted.count(), counted.by(lambda cell: cell.village_id)
    text = lines(
        head(words, one),
        words("evacuation-reason", text=wording.shortened(one.reason, SHOWN)),
        words("evacuation-due", at=words.time(one.due_at, town.zone)) if one.due_at else None,
        below(words("evacuation-total", homes=view.homes, people=total, vulnerable=counted.vulnerable)),
        states(words, counted),
        words("evacuation-unaccounted", count=counted.unaccounted),
        words("evacuation-settled", now=figures.relocated_now, gathered=figures.gathered,
              dispersed=figures.dispersed, sites=figures.sites),
        words("evacuation-so-far", evacuated=figures.evacuated, relocated=figures.relocated),
        words("evacuation-level", level=name(words, balance.level(town, total))),
        *(
            words("evacuation-reported", source=entry["source"], people=entry["people"])
            for entry in one.reported[-5:]
        ),
        words("evacuation-because", why=one.ended_because) if one.ended_because else None,
        below(words("evacuation-by-village")),
        *(_line(words, view.villages.get(key, "—"), some) for key, some in by_village.items()),
        *(site_line(words, site) for site in view.sites),
        words("evacuation-unseen", count=unseen) if (unseen := _unseen(view)) else None,
    )  # fmt: skip
    return Card(text=text, rows=_rows(words, view, commands=commands))


def for_group(town: Town, words: Words, view: View) -> Card:
    """Return the card of the station's group, at the top of the chat until everybody may return."""
    one = view.order
    moving = one.state in (EvacuationState.ORDERED, EvacuationState.ENDED)
    return Card(
        text=lines(station(town, words, view, commands=False).text, words("case-in-group")),
        rows=((wording.in_private(words, f"{LINK}{one.id}"),),),
        pinned=moving and town.settings.groups.pins(danger=True),
    )


def _unseen(view: View) -> int:
    """Return how many officers have not opened their list."""
    return len({person for person, _, seen in view.parts.values() if person is not None and not seen})


def _line(words: Words, label: str, counted: Balance) -> Markup:
    return words(
        "evacuation-place-line",
        name=label,
        people=counted.count(),
        arrived=counted.count(EvacueeState.ARRIVED),
        unaccounted=counted.unaccounted,
    )


def site_line(words: Words, site: Site) -> Markup:
    """Return a shelter with its places."""
    return words("evacuation-site", name=site.shelter.name, taken=site.taken, left=site.left)


def _rows(words: Words, view: View, *, commands: bool) -> tuple[tuple[Button, ...], ...]:
    one = view.order
    always = (("refresh", SEE), ("places", PLACES)), (("open-list", LIST), ("file", FILE))
    rows = [[button(words.plain(f"evacuation-{key}"), action, one.id) for key, action in row] for row in always]
    if not commands:
        return tuple(tuple(row) for row in rows)
    more = []
    rows += [[ring_button(words)]] if one.state is EvacuationState.ORDERED and _unseen(view) else []
    if one.state is EvacuationState.ORDERED:
        more = [button(words.plain("evacuation-end"), END, one.id)]
        if not view.balance.figures.evacuated:
            more.append(button(words.plain("evacuation-take-back"), TAKE_BACK, one.id))
    elif one.state is EvacuationState.ENDED:
        more = [button(words.plain("evacuation-lift"), LIFT, one.id)]
    if one.state in (EvacuationState.ORDERED, EvacuationState.ENDED):
        rows.append([button(words.plain("evacuation-told"), REPORTED, one.id)])
        rows.append([button(words.plain("evacuation-check"), CHECK, one.id)])
    rows.append([button(words.plain("evacuation-parts"), PARTS, one.id)])
    return tuple(tuple(row) for row in (*rows, more) if row)


def places(words: Words, view: View) -> Markup:
    """Return the balance of each grid and of each officer."""
    by_grid = view.balance.by(lambda cell: (cell.village_id, cell.grid_id))
    by_part = view.balance.by(lambda cell: view.parts.get(cell.part_id, (None, "", True))[:2])
    said = [head(words, view.order)]
    for (village, grid), counted in sorted(by_grid.items(), key=lambda pair: (pair[0][0], pair[0][1] or 0)):
        label = view.grids.get(grid or 0) or words.plain("evacuation-no-grid", village=view.villages.get(village, "—"))
        said.append(_line(words, label, counted))
    said.append(Markup(below(words("evacuation-by-officer"))))
    for (person, called), counted in by_part.items():
        label = called if person is not None else words.plain("evacuation-the-station")
        said.append(_line(words, label, counted))
    return Markup("\n").join(said)


def unwilling(
    town: Town, words: Words, one: Evacuation, code: str | None, person: Evacuee, count: int, why: str, by: Actor
) -> Card:
    """Tell the station of people who will not go, and ask for its word."""
    text = words(
        "evacuation-will-not", code=code or "no", count=count, why=why, name=cards_people.called(town, words, by)
    )
    force = button(words.plain("evacuation-force"), FORCE, person.id)
    talk = button(words.plain("evacuation-talk"), TALK, person.id)
    look = button(words.plain("evacuation-open-home"), HOME, person.id)
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((force, talk), (look,)))


def decided(
    town: Town, words: Words, one: Evacuation, code: str | None, person: Evacuee, by: Actor, *, force: bool
) -> Card:
    """Tell the officer the station's word."""
    key = "evacuation-forced" if force else "evacuation-talk-again"
    text = words(key, code=code or "no", name=cards_people.called(town, words, by))
    look = button(words.plain("evacuation-open-home"), HOME, person.id)
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((look,),))


def disputed(
    town: Town, words: Words, one: Evacuation, code: str | None, person: Evacuee, count: int, by: Actor
) -> Card:
    """Tell somebody that another officer holds to another state."""
    text = words(
        "evacuation-disputed",
        code=code or "no",
        count=count,
        state=name(words, person.state),
        name=cards_people.called(town, words, by),
    )
    look = button(words.plain("evacuation-open-home"), HOME, person.id)
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((look,),))


def full(words: Words, one: Evacuation, site: Site, nearest: Site | None) -> Card:
    """Tell that a shelter is full, and which one has room."""
    text = words(
        "evacuation-is-full",
        name=site.shelter.name,
        places=site.places,
        other=nearest.shelter.name if nearest else "no",
        left=nearest.left if nearest else 0,
    )
    return Card(text=wording.marked(words, text, drill=one.drill), rows=((_see(words, one),),))


def need(town: Town, words: Words, one: Evacuation, shelter: str, text: str, by: Actor) -> Card:
    """Tell the station what a shelter needs."""
    said = words("evacuation-needs", shelter=shelter, text=text, name=cards_people.called(town, words, by))
    return Card(text=wording.marked(words, said, drill=one.drill), rows=((_see(words, one),),))
