"""A small township on an empty database, and people acting in it through the services, each in a transaction."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Assignment, Case, Deadline, Draft, Grid, JournalEntry, Message, Person, Post, Unit, Village
from models.enums import DraftKind, Kind, MediaKind, Part, Role, Severity
from movable_clock import MovableClock
from services.assignments import handling, verification
from services.assignments.fields import VerificationFields
from services.cases.lifecycle import load_case
from services.core.act import Act, Actor
from services.core.town import Town
from services.drafts import drafts
from services.filing import filing as filing_filing
from services.filing.fields import ReportFields
from services.media import files as media_files
from services.people import directory
from services.triage import dispatch, triage
from services.triage.dispatch import UnitPart

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A working Monday, 10:00 in Shanghai."""
SLOPE = (30.1861, 108.0521)

UNITS = {
    "natural-resources": "自然资源所",
    "construction-office": "建设管理办",
    "road-station": "公路养护站",
    "water-station": "水利站",
    "traffic-police": "交巡警中队",
}
VILLAGES = {"shangwan": "上湾村", "xiahe": "下河村"}

PEOPLE: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "chief": ("赵站长", [{"role": Role.STATION_CHIEF}]),
    "deputy": ("钱副站长", [{"role": Role.STATION_DEPUTY_CHIEF}]),
    "duty": ("孙值班", [{"role": Role.STATION_STAFF, "full_time": True}]),
    "night": ("李夜班", [{"role": Role.STATION_STAFF, "full_time": True}]),
    "spare": ("周站员", [{"role": Role.STATION_STAFF}]),
    "director": ("吴书记", [{"role": Role.DIRECTOR}]),
    "geology_director": ("郑副镇长", [{"role": Role.DEPUTY_DIRECTOR, "line": "geology"}]),
    "officer": ("王信息员", [{"role": Role.INFORMATION_OFFICER, "village": "shangwan"}]),
    "principal": ("冯书记", [{"role": Role.VILLAGE_PRINCIPAL, "village": "shangwan"}]),
    "neighbour": ("陈信息员", [{"role": Role.INFORMATION_OFFICER, "village": "xiahe"}]),
    "neighbour_principal": ("褚书记", [{"role": Role.VILLAGE_PRINCIPAL, "village": "xiahe"}]),
    "land_head": ("卫所长", [{"role": Role.UNIT_HEAD, "unit": "natural-resources"}]),
    "land": ("蒋经办", [{"role": Role.UNIT_HANDLER, "unit": "natural-resources"}]),
    "road": ("沈经办", [{"role": Role.UNIT_HANDLER, "unit": "road-station"}]),
    "build": ("韩经办", [{"role": Role.UNIT_HANDLER, "unit": "construction-office"}]),
    "operator": ("杨管理员", [{"role": Role.OPERATOR}]),
    "both": (
        "朱两岗",
        [{"role": Role.STATION_STAFF, "full_time": True}, {"role": Role.UNIT_HANDLER, "unit": "water-station"}],
    ),
}


def unpaced(town: Town) -> Town:
    """Return the township with a budget that holds back no chat: days pass in seconds here, and its pace only costs
    time."""
    send = town.settings.send.model_copy(
        update={"chat_per_second": 30, "group_edit_every": timedelta(milliseconds=200)}
    )
    return replace(town, settings=town.settings.model_copy(update={"send": send}))


@dataclass
class TownshipDriver:
    """The township at work; ``now`` is its clock."""

    town: Town
    clock: MovableClock
    units: dict[str, int] = field(default_factory=dict)
    villages: dict[str, int] = field(default_factory=dict)
    grids: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    made: int = 0

    @classmethod
    async def open(cls, town: Town, *, at: datetime = MONDAY, accounts: dict[str, int] | None = None) -> Self:
        """Fill the roster; ``accounts`` are Telegram ids by person, else numbers from 1001 on."""
        clock = MovableClock(at, town.database.signals.fire_all)
        driver = cls(replace(unpaced(town), clock=clock), clock)
        async with town.database.transaction() as session:
            await driver._fill(session, accounts)
        return driver

    @property
    def now(self) -> datetime:
        """Where the clock stands."""
        return self.town.now()

    def forward(self, **by: float) -> None:
        """Move the clock: ``forward(minutes=5)``."""
        self.clock.at += timedelta(**by)

    async def actor(self, who: str) -> Actor:
        """Return somebody with the posts held now."""
        async with self.town.database.reading() as session:
            return (await directory.by_ids(session, [self.people[who]]))[0]

    async def by(self, who: str, service: Callable[..., Awaitable[Any]], *args: Any, **more: Any) -> Any:
        """Let somebody use a service, in a transaction of its own."""
        actor = await self.actor(who)
        async with self.town.database.transaction() as session:
            return await service(Act(session, self.town, self.now, actor), *args, **more)

    async def files(
        self, who: str = "officer", text: str = "村道边坡有落石", *, photos: int = 1, **fields: Any
    ) -> Case:
        """File a report."""
        given = {
            "village_id": self.villages["shangwan"],
            "grid_id": self.grids["shangwan"],
            "latitude": SLOPE[0],
            "longitude": SLOPE[1],
            "line": "geology",
            "text": text,
        } | fields

        async def filing(act: Act) -> Case:
            draft = await drafts.begin(
                act.session, act.actor, DraftKind.REPORT, now=act.now, form=ReportFields, **given
            )
            await self._attach(act.session, draft, act.actor, photos)
            return await filing_filing.submit(act, draft)

        case: Case = await self.by(who, filing)
        return case

    async def dispatched(self, *units: str, case: Case | None = None, who: str = "duty", **fields: Any) -> Case:
        """A case judged and handed to units, the first leads."""
        case = case or await self.files(**fields)
        await self.by(who, triage.judge, case.id, line=case.line or "geology")
        return await self.hands(case, *(units or ("natural-resources",)), who=who)

    async def hands(self, case: Case, *units: str, who: str = "duty", lead: bool = True, **more: Any) -> Case:
        """Dispatch to units, the first leads unless told otherwise."""
        wanted = [
            UnitPart(self.units[unit], Part.LEAD if lead and not index else Part.CO, **more)
            for index, unit in enumerate(units)
        ]
        handed: Case = await self.by(who, dispatch.dispatch, case.id, wanted)
        return handed

    async def assignment(self, case: Case, unit: str) -> Assignment:
        """Return the newest assignment of a unit."""
        fresh = await self.case(case.id)
        return [one for one in fresh.assignments if one.unit_id == self.units[unit]][-1]

    async def feeds_back(
        self, who: str, case: Case, unit: str, text: str = "已清理落石，设置警示牌", *, photos: int = 1
    ) -> Case:
        """Report back."""
        assignment = await self.assignment(case, unit)

        async def feeding(act: Act) -> Case:
            draft = await drafts.begin(
                act.session, act.actor, DraftKind.FEEDBACK, now=act.now, subject_id=assignment.id, text=text
            )
            await self._attach(act.session, draft, act.actor, photos)
            return await handling.feed_back(act, draft)

        done: Case = await self.by(who, feeding)
        return done

    async def handled(self, *units: str, **fields: Any) -> Case:
        """A case that every unit has accepted and reported back on."""
        case = await self.dispatched(*units, **fields)
        workers = {"natural-resources": "land", "road-station": "road", "construction-office": "build"}
        for unit in units or ("natural-resources",):
            await self.by(workers[unit], handling.accept, (await self.assignment(case, unit)).id)
            await self.feeds_back(workers[unit], case, unit)
        return await self.case(case.id)

    async def verifies(
        self, who: str, case: Case, text: str = "", *, photos: int = 1, remains: bool = False
    ) -> tuple[Case, Case | None]:
        """Verify."""

        async def verifying(act: Act) -> tuple[Case, Case | None]:
            draft = await drafts.begin(
                act.session,
                act.actor,
                DraftKind.VERIFICATION,
                now=act.now,
                subject_id=case.id,
                form=VerificationFields,
                text=text,
                remains=remains,
            )
            await self._attach(act.session, draft, act.actor, photos)
            return await verification.verify(act, draft)

        done: tuple[Case, Case | None] = await self.by(who, verifying)
        return done

    async def case(self, case_id: int) -> Case:
        """Return a case as it is now."""
        async with self.town.database.reading() as session:
            return await load_case(session, case_id, lock=False)

    async def running(self, case: Case) -> dict[str, datetime]:
        """Return the deadlines that run for a case, by kind (with the unit's id for an assignment's)."""
        async with self.town.database.reading() as session:
            rows = await session.execute(
                sa.select(Deadline, Assignment.unit_id)
                .outerjoin(
                    Assignment,
                    sa.and_(Deadline.subject_kind == "assignment", Assignment.id == Deadline.subject_id),
                )
                .where(Deadline.case_id == case.id, Deadline.ended_at.is_(None))
            )
            codes = {unit_id: code for code, unit_id in self.units.items()}
            found: dict[str, datetime] = {}
            for deadline, unit_id in rows:
                name = deadline.kind + (f" {codes[unit_id]}" if unit_id else "")
                assert name not in found, f"two deadlines {name}"
                found[name] = deadline.due_at
            return found

    async def journal(self, case: Case) -> list[tuple[str, str | None]]:
        """Return what happened to a case: (action, state it led to)."""
        async with self.town.database.reading() as session:
            rows = await session.execute(
                sa.select(JournalEntry.action, JournalEntry.to_state)
                .where(JournalEntry.subject == f"case:{case.id}")
                .order_by(JournalEntry.seq)
            )
            return [(row.action, row.to_state) for row in rows]

    async def told(self, event: str, case: Case) -> list[str]:
        """Return who was told of an event, by name, as often as they were told."""
        names = {person_id: who for who, person_id in self.people.items()}
        async with self.town.database.reading() as session:
            found = await session.scalars(
                sa.select(Message.person_id).where(Message.event == event, Message.case_id == case.id)
            )
            return sorted(names[person_id] for person_id in found)

    async def _attach(self, session: AsyncSession, draft: Draft, actor: Actor, photos: int) -> None:
        for _ in range(photos):
            self.made += 1
            media_id = await media_files.remember(
                session,
                unique_id=f"u{self.made}",
                file_id=f"f{self.made}",
                kind=MediaKind.DOCUMENT,  # made up: Telegram would refuse to show it as a picture
                file_name=None,
                mime_type="application/pdf",
                size=1000,
                settings=self.town.settings.files,
                now=self.now,
            )
            await drafts.attach(
                session, draft, media_id, person_id=actor.person_id, caption=None, now=self.now, most=30
            )

    async def _fill(self, session: AsyncSession, accounts: dict[str, int] | None) -> None:
        async def made(model: Any, keys: Iterable[str], rows: Sequence[dict[str, Any]]) -> dict[str, int]:
            """Write rows and return their ids, past the session: hundreds of tests begin with it."""
            await session.execute(sa.insert(model.__table__), rows)
            ids = list(await session.scalars(sa.select(model.id).order_by(model.id)))
            return dict(zip(keys, ids[-len(rows) :], strict=True))

        self.units = await made(Unit, UNITS, [{"code": code, "name": name} for code, name in UNITS.items()])
        here = {"latitude": SLOPE[0], "longitude": SLOPE[1]}
        villages = [{"code": code, "name": name, **here} for code, name in VILLAGES.items()]
        self.villages = await made(Village, VILLAGES, villages)
        named = [{"name": name, "phone": f"+86138000{index:05d}"} for index, (name, _) in enumerate(PEOPLE.values())]
        self.people = await made(Person, PEOPLE, named)
        grids = [{"code": f"{code}-1", "name": "第一网格", "village_id": one} for code, one in self.villages.items()]
        self.grids = await made(Grid, VILLAGES, grids)
        posts = [
            {
                "person_id": self.people[who],
                "role": post["role"],
                "line": post.get("line"),
                "full_time": post.get("full_time", False),
                "unit_id": self.units.get(post.get("unit", "")),
                "village_id": self.villages.get(post.get("village", "")),
            }
            for who, (_, posts) in PEOPLE.items()
            for post in posts
        ]
        await session.execute(sa.insert(Post.__table__), posts)
        known = accounts or {who: 1001 + index for index, who in enumerate(PEOPLE)}
        bound = [
            {"telegram_id": known[who], "person_id": person, "bound_at": self.now, "via": "contact"}
            for who, person in self.people.items()
            if who in known
        ]
        if bound:
            await session.execute(sa.insert(Account.__table__), bound)


GRAVE = {"severity": Severity.MAJOR, "kind": Kind.INCIDENT}
