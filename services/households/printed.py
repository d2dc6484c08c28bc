"""The printed card of a household (避险明白卡): three copies, for the household, the village and the issuer.

It shows full names, so that a window must be open; each print is journalled as a look.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Household, Village
from models.enums import Action
from services.core import geo, journal
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.labels import name
from services.documents import documents
from services.documents.leaflet import Field, Leaflet, Part, Printed, number
from services.households import cards, members, reach, register, shown
from services.households.shown import Shown
from services.people.access import require, within
from services.roster.workbook.sheets import column_title
from services.settings.areas.households import Contact

COPIES = ("household", "village", "issuer")
"""The holders of the copies; the words are in the texts (``leaflet-copy-<who>``)."""


async def villages(act: Act) -> list[tuple[int, str]]:
    """Return the villages with households whose full names the actor may see. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_PEOPLE)
    theirs = sa.select(Household.village_id).where(Household.active, within(act.actor, Action.SEE_PEOPLE, Household))
    rows = await act.session.execute(
        sa.select(Village.id, Village.name).where(Village.id.in_(theirs)).order_by(Village.code)
    )
    return [(row.id, row.name) for row in rows]


async def of_household(act: Act, household_id: int) -> Printed:
    """Return the card of a household. Raises ``Refused`` unless full names are shown now, ``Forbidden``, ``Stale``."""
    one = await register.load(act, household_id, Action.SEE_PEOPLE)
    reason = await reach.reason_of_window(act)
    if not one.active:
        raise Stale("household-closed")
    await journal.record(act, register.subject(one.id), "look", reason=reason, details={"printed": True})
    words = act.town.words(None)
    return Printed(words.plain("household-card-file", code=one.code), _drawn(act, await shown.of(act.session, [one])))


async def of_village(act: Act, village_id: int) -> Printed:
    """Return the cards of the households of a village that the actor may see, by number.

    Raises ``Refused`` unless full names are shown now, and where there is no household; ``Forbidden``.
    """
    require(act.actor, Action.SEE_PEOPLE)
    reason = await reach.reason_of_window(act)
    village = await act.session.get_one(Village, village_id)
    found = list(
        await act.session.scalars(
            sa.select(Household)
            .where(
                Household.active, Household.village_id == village_id, within(act.actor, Action.SEE_PEOPLE, Household)
            )
            .options(selectinload(Household.members))
            .order_by(Household.code)
        )
    )
    if not found:
        raise Refused("household-none-to-print")
    await reach.looked_at(act, "print_households", reason, [one.code for one in found])
    words = act.town.words(None)
    title = words.plain("household-cards-file", village=village.name, count=len(found))
    return Printed(title, _drawn(act, await shown.of(act.session, found)))


def _drawn(act: Act, found: Sequence[Shown]) -> list[Leaflet]:
    rules, today = act.town.settings.households, act.now.astimezone(act.town.zone).date()
    head = documents.head(act, "household-card-title", place=documents.place(act))
    issuer = rules.issuer or Contact(unit=head["office"])
    return [_card(act, one, head, issuer, rules.medical, today) for one in found]


def _card(
    act: Act, found: Shown, head: dict[str, str], issuer: Contact, town_medical: Contact | None, today: date
) -> Leaflet:
    words, one = act.town.words(None), found.household

    def titled(key: str) -> str:
        return words.plain(f"leaflet-{key}")

    def own(key: str, *, wide: bool = False) -> Field:
        return Field(cards.title(words, key), found.said(key), wide)

    def person(column: str) -> str:
        return column_title(words, "members", column)

    medical: tuple[str | None, ...] = (one.medical, one.medical_head, one.medical_phone)
    if not any(medical) and town_medical is not None:
        medical = (town_medical.unit, town_medical.head, town_medical.phone)
    helper = (found.helper.name, found.helper.phone) if found.helper else (one.helper, one.helper_phone)
    keeper = found.keeper or ("", "")
    place = "".join(geo.nested(found.village, found.grid, one.address))
    count = words.plain("leaflet-people", people=one.people, vulnerable=one.vulnerable)
    ages = [(member, members.age(member, today)) for member in found.members]
    people = [
        (member.name, str(name(words, member.sex)) if member.sex else "", str(age) if age is not None else "")
        for member, age in ages
    ]
    parts = (
        Part(
            titled("home"),
            (
                Field(cards.title(words, "head_name"), found.head.name if found.head else None),
                number(cards.title(words, "phone"), one.phone),
                Field(cards.title(words, "people"), count),
                own("house"),
                Field(cards.title(words, "address"), place, wide=True),
                Field(titled("helper"), helper[0]),
                number(titled("phone"), helper[1]),
            ),
        ),
        Part(titled("members"), table=[(person("name"), person("sex"), titled("age")), *people, ("", "", "")]),
        Part(
            titled("danger"),
            (
                Field(titled("hazard-name"), words.plain("list-comma").join(p.name for p, _ in found.points), True),
                *(own(key, wide=True) for key in ("hazard", "position", "trigger", "mind")),
                Field(titled("monitor"), found.said("monitor")),
                number(titled("phone"), found.said("monitor_phone")),
            ),
        ),
        Part(
            titled("escape"),
            (
                own("signal", wide=True),
                Field(titled("signaller"), found.said("signaller")),
                number(titled("phone"), found.said("signaller_phone")),
                own("route", wide=True),
                Field(titled("shelter"), found.shelter.name if found.shelter else None),
                Field(titled("shelter-place"), found.shelter.address if found.shelter else None),
                Field(titled("head"), keeper[0]),
                number(titled("phone"), keeper[1]),
                Field(titled("medical"), medical[0], wide=True),
                Field(titled("head"), medical[1]),
                number(titled("phone"), medical[2]),
                Field(titled("issuer"), issuer.unit, wide=True),
                Field(titled("head"), issuer.head),
                number(titled("phone"), issuer.phone),
            ),
        ),
    )
    return Leaflet(
        title=head["title"],
        number=words.plain("leaflet-number", code=one.code),
        parts=parts,
        signed=[titled(key) for key in ("signed", "stamped", "day")],
        copies=[titled(f"copy-{who}") for who in COPIES],
        link=register.link(one),
        scan=titled("scan"),
    )
