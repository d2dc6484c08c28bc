"""A shelter is inspected before it is opened; each thing that is wrong becomes a case at once."""

from collections.abc import Mapping

from models import Shelter, ShelterInspection
from models.enums import Action, Kind, Severity, ShelterState, Source
from services.cases import notices
from services.cases.opening import open_case
from services.core import geo, journal
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.errors import reason as given
from services.settings.areas.households import QUESTIONS
from services.shelters import register
from texts import Words


def asked(act: Act, words: Words) -> dict[str, str]:
    """Return the questions of the checklist by code."""
    own = act.town.settings.shelters.checklist
    if own is None:
        return {code: words.plain(f"shelter-asks-{code}") for code in QUESTIONS}
    return {one.code: one.asks.in_language(words.language) for one in own}


async def inspect(act: Act, shelter_id: int, wrong: Mapping[str, str]) -> ShelterInspection:
    """Enter an inspection; ``wrong`` says by the code of a question what is not in order, all else is.

    Raises ``Refused`` for an unknown question, ``Forbidden``, ``Stale``.
    """
    shelter = await register.load(act, shelter_id, Action.KEEP_SHELTER)
    if not shelter.active:
        raise Stale("shelter-gone")
    words, rules = act.town.words(None), act.town.settings.shelters
    questions = asked(act, words)
    if wrong.keys() - questions.keys():
        raise Refused("shelter-question-gone")
    latitude, longitude = geo.pin_of(shelter) or (None, None)
    items: list[dict[str, object]] = []
    for code, question in questions.items():
        item: dict[str, object] = {"code": code, "asked": question, "sound": code not in wrong}
        if code in wrong:
            case = await open_case(
                act,
                Source.INSPECTION,
                kind=Kind.HAZARD,
                severity=Severity.ORDINARY,
                line=rules.line if rules.line in act.town.settings.lines else None,
                description=words.plain("shelter-found", name=shelter.name, question=question) + f"\n{wrong[code]}",
                landmark=shelter.name,
                village_id=shelter.village_id,
                latitude=latitude,
                longitude=longitude,
            )
            await notices.tell(act, notices.FILED, case)
            item |= {"note": wrong[code], "case_id": case.id}
        items.append(item)
    drill = act.town.settings.drill
    made = ShelterInspection(shelter_id=shelter.id, person_id=act.actor.person_id, at=act.now, items=items, drill=drill)
    act.session.add(made)
    shelter.inspected_at = act.now
    await act.session.flush()
    await journal.record(act, register.subject(shelter.id), "inspect", details={"wrong": sorted(wrong)})
    return made


def is_fresh(act: Act, shelter: Shelter) -> bool:
    """Whether the last inspection still counts."""
    at = shelter.inspected_at
    return at is not None and act.now - at <= act.town.settings.shelters.fresh


async def open_up(act: Act, shelter_id: int, reason: str = "") -> Shelter:
    """Open a shelter. Without a fresh inspection that needs a reason: people may not be left outside.

    Raises ``Refused``, ``Forbidden``, ``Stale``.
    """
    shelter = await register.load(act, shelter_id, Action.KEEP_SHELTER)
    if shelter.state is ShelterState.OPEN:
        raise Stale("shelter-open-already")
    if not is_fresh(act, shelter) and not reason.strip():
        raise Refused("shelter-not-inspected")
    return await _set(act, shelter, ShelterState.OPEN, reason.strip() or None)


async def close(act: Act, shelter_id: int, reason: str) -> Shelter:
    """Close a shelter, with the reason. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    shelter = await register.load(act, shelter_id, Action.KEEP_SHELTER)
    if shelter.state is ShelterState.CLOSED:
        raise Stale("shelter-closed-already")
    return await _set(act, shelter, ShelterState.CLOSED, given(reason, most=256))


async def _set(act: Act, shelter: Shelter, state: ShelterState, reason: str | None) -> Shelter:
    before, shelter.state, shelter.state_at = shelter.state, state, act.now
    await journal.record(
        act,
        register.subject(shelter.id),
        state.value,
        from_state=before.value,
        to_state=state.value,
        reason=reason,
    )
    return shelter
