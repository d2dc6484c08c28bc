"""``bihuan check``: finds everything that would keep the product from working, and reports it at once."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

import migrations
from bot.faults import Fault
from bot.settings import Settings
from models import Account, Group, Person
from models.enums import GroupPurpose, GroupState
from services.calendar.working_time import is_known
from services.core.database import Database
from services.core.errors import Refused
from services.operations.held_lease import machine_now
from services.operations.lease_holders import holdings
from services.roster.gaps import gaps
from services.roster.outlines import checks as outline_checks
from texts import Words
from texts.bundle import load

API_PATIENCE = 10.0
"""Seconds that Telegram is given to answer."""


@dataclass
class Report:
    """The findings: faults, and notes that are worth knowing but keep nothing from working."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form; ``alarms`` names the places of faults that will only matter later."""
        return {
            "ok": not self.faults,
            "faults": [fault.as_json() for fault in self.faults],
            "alarms": [fault.where for fault in self.faults if fault.alarm],
            "notes": self.notes,
        }


async def examine(settings: Settings, now: datetime) -> Report:
    """Check token, database, schema, roster, bindings and holidays."""
    report = Report()
    await _token(settings, report)
    if await _schema(settings, report):
        database = Database(settings.database_url)
        try:
            async with database.reading() as session:
                await _roster(session, settings, report)
                await _outlines(session, settings.words, report)
                await _feeds(session, settings, report)
                await _bindings(session, settings.words, report)
                await _intake(session, settings.words, report)
        finally:
            await database.close()
    _templates(settings, report)
    _pictures(settings, report)
    _holidays(settings, now.astimezone(settings.township.zone).date(), report)
    if not settings.township.county_reports.phones:
        report.notes.append(settings.words.plain("check-no-county-phones"))
    return report


def _fault(words: Words, where: str, key: str, met: str | None = None, **arguments: Any) -> Fault:
    return Fault(
        where=where,
        met=met or words.plain("fault-nothing"),
        expected=words.plain(f"fault-{key}", **arguments),
        mend=words.plain(f"mend-{key}", **arguments),
    )


async def _token(settings: Settings, report: Report) -> None:
    """Ask the Bot API for the bot's name. A missing token or network is a note and no fault."""
    words, token = settings.words, settings.token
    if token is None:
        report.notes.append(words.plain("check-no-token"))
        return
    import httpx

    base = settings.environment.api_base.rstrip("/")
    proxy = settings.environment.proxy.get_secret_value() if settings.environment.proxy else None
    try:
        async with httpx.AsyncClient(proxy=proxy, timeout=API_PATIENCE) as client:
            answer = await client.get(f"{base}/bot{token}/getMe")
            found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        report.notes.append(words.plain("check-offline", base=base, reason=type(error).__name__))
        return
    if answer.status_code in (401, 404):
        report.faults.append(_fault(words, "BIHUAN_TOKEN", "token-refused", words.plain("fault-hidden")))
    elif not found.get("ok"):
        report.notes.append(words.plain("check-offline", base=base, reason=str(answer.status_code)))
    else:
        report.notes.append(words.plain("check-bot", name=str(found["result"].get("username"))))


async def _schema(settings: Settings, report: Report) -> bool:
    """Return whether the database can be read: it exists, is reachable and at the newest revision."""
    words, where = settings.words, "BIHUAN_DATABASE_URL"
    url = sa.make_url(settings.database_url)
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and not migrations.sqlite_exists(settings.database_url):
        report.faults.append(_fault(words, where, "schema", shown))
        return False
    try:
        found = await migrations.current(settings.database_url)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        report.faults.append(_fault(words, where, "unreachable", shown, reason=_short(error)))
        return False
    if found != migrations.head():
        report.faults.append(_fault(words, where, "schema", f"{shown} ({found})"))
    return found == migrations.head()


def _short(error: Exception) -> str:
    """Return a driver's error in one line, without the part that may repeat the URL."""
    origin = getattr(error, "orig", None) or error
    return f"{type(origin).__name__}: {str(origin).splitlines()[0][:120] if str(origin) else ''}"


async def _roster(session: AsyncSession, settings: Settings, report: Report) -> None:
    words = settings.words
    for gap in await gaps(session, settings.township):
        if gap.grave:
            place = words.plain("check-roster")
            report.faults.append(Fault(place, gap.said(words), words.plain("fault-roster"), words.plain("mend-roster")))
        else:
            report.notes.append(gap.said(words))


async def _outlines(session: AsyncSession, words: Words, report: Report) -> None:
    """Report outlines that are open, cross themselves, overlap or lie beyond their village."""
    for one in await outline_checks.faults(session):
        report.faults.append(_fault(words, words.plain("check-outline", place=one.place), "outline", one.met(words)))
    villages, grids, known = await outline_checks.without(session)
    if known and (villages or grids):
        report.notes.append(words.plain("check-outlines-lack", villages=villages, grids=grids))


async def _feeds(session: AsyncSession, settings: Settings, report: Report) -> None:
    """Report feeds of warnings that failed at the last look, and folders that are not there; no feed is fetched."""
    words, rules = settings.words, settings.township.warnings.feeds
    if not rules:
        return
    from models import Feed
    from services.warnings.register import stored

    known = {row.address: row for row in await session.scalars(sa.select(Feed))}
    for rule in rules:
        row, zone = known.get(rule.address), settings.township.zone
        met = None
        if not (rule.remote or await asyncio.to_thread(Path(rule.address).is_dir)):
            met = words.plain("check-feed-folder", path=rule.address)
        elif row is not None and row.fault is not None:
            at = words.time(row.heard_at, zone) if row.heard_at else "no"
            said = stored.notes_of([row.fault])[0].in_words(words).striptags()
            met = words.plain("check-feed-heard", fault=said, at=at)
        if met is not None:
            report.faults.append(_fault(words, words.plain("check-feed", name=rule.name), "feed", met))


async def _bindings(session: AsyncSession, words: Words, report: Report) -> None:
    """Report groups the bot was removed from as faults: their messages arrive nowhere."""
    bound = list(await session.scalars(sa.select(Group).order_by(Group.id)))
    for group in bound:
        if group.state is GroupState.LOST:
            report.faults.append(_fault(words, words.plain("check-group"), "group-lost", group.title))
    if not any(group.purpose is GroupPurpose.STATION and group.state is GroupState.BOUND for group in bound):
        report.notes.append(words.plain("check-no-station-group"))
    everybody = sa.select(sa.func.count()).select_from(Person).where(Person.active)
    bound_people = everybody.join(Account, Account.person_id == Person.id)
    people, with_account = await session.scalar(everybody), await session.scalar(bound_people)
    report.notes.append(words.plain("check-accounts", bound=with_account or 0, people=people or 0))


async def _intake(session: AsyncSession, words: Words, report: Report) -> None:
    """Note which processes handle updates now, and how many shares of the senders each."""
    for one in await holdings(session, "intake", machine_now()):
        key = "check-intake-first" if one.first else "check-intake"
        report.notes.append(words.plain(key, process=one.process, shares=one.leases))


def _templates(settings: Settings, report: Report) -> None:
    """Report every fault of the township's own Word templates; the built-in ones are used in their place."""
    rules = settings.township.documents
    if rules.folder is None:
        return
    from services.documents import templates
    from services.documents.documents import Document
    from services.registry import REGISTRY

    known, words = REGISTRY.of(Document), load()[settings.township.language]
    try:
        files = {name: (file, templates.read(file)) for name, file in templates.files(Path(rules.folder)).items()}
    except OSError:
        report.faults.append(_fault(settings.words, "documents.folder", "template-folder", rules.folder))
        return
    names = {templates.file_name(one, words): one for one in known}
    for name, (file, content) in files.items():
        if name not in names:
            listed = settings.words.plain("list-comma").join(names)
            report.notes.append(settings.words.plain("check-template-other", file=file.name, names=listed))
            continue
        for one in templates.faults(content, names[name], words, settings.words):
            report.faults.append(Fault(name, one.met, one.expected, one.mend))


def _pictures(settings: Settings, report: Report) -> None:
    """Report a font of the settings that cannot be used, and note when the computer has no Chinese one."""
    from services.documents import poster

    chosen, words = settings.township.documents.picture_font, settings.words
    try:
        poster.font(chosen)
    except Refused:
        if chosen is None:
            report.notes.append(words.plain("check-picture-font"))
        else:
            report.faults.append(_fault(words, "documents.picture_font", "picture-font", chosen))


def _holidays(settings: Settings, today: date, report: Report) -> None:
    """Report a year without holiday data: as an alarm ahead of time, as a fault once it has begun (DOMAIN §3).

    Until the data is there, deadlines in such a year count its Mondays to Fridays.
    """
    rules = settings.township.working_time
    ahead = today + timedelta(days=rules.alarm_days_ahead)
    for year in sorted({today.year, ahead.year}):
        if not is_known(rules, year):
            place = f"working_time.years.{year}"
            begun = year <= today.year
            fault = _fault(settings.words, place, "holidays" if begun else "holidays-ahead", year=str(year))
            report.faults.append(replace(fault, alarm=not begun))
