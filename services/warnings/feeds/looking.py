"""The look at each feed of the settings: claimed, fetched without a transaction, then taken in."""

import asyncio
from datetime import datetime
from functools import partial

import sqlalchemy as sa
import structlog

from models import Feed
from models.enums import Action
from services.core.act import Act, Moment
from services.core.database import Upsert
from services.core.tick import Tick
from services.core.town import Town
from services.people.access import require
from services.settings.areas.warnings import FeedRule
from services.warnings import changes, notices
from services.warnings.feeds import fetching
from services.warnings.feeds.fetching import Looked
from services.warnings.register import intake, stored
from services.warnings.register.intake import Origin

log = structlog.get_logger()
_NEW = Upsert(lambda insert: insert(Feed).on_conflict_do_nothing(index_elements=["address"]))
"""Adds a feed of the settings; another process may look for the first time as well."""


async def next_due(act: Moment) -> datetime | None:
    """Return when a feed is looked at next; one that is new in the settings at once."""
    known = await _known(act)
    times = [known[rule.address].looks_at if rule.address in known else act.now for rule in _rules(act.town)]
    return min(times, default=None)


async def look(town: Town) -> int:
    """Look at every feed that is due; a feed that fails holds back no other."""
    due = await _claim(town)
    done = await asyncio.gather(*(_look(town, rule, feed) for rule, feed in due), return_exceptions=True)
    for (rule, _), result in zip(due, done, strict=True):
        if isinstance(result, Exception):
            log.error("feed_failed", feed=rule.name, exc_info=result)
        elif isinstance(result, BaseException):
            raise result
    return len(due)


def _rules(town: Town) -> tuple[FeedRule, ...]:
    return town.settings.warnings.feeds


async def standing(act: Act) -> list[tuple[FeedRule, Feed | None]]:
    """Return each feed of the settings and how it stands; None before the first look. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_WARNINGS)
    known = await _known(act)
    return [(rule, known.get(rule.address)) for rule in _rules(act.town)]


async def _known(act: Moment) -> dict[str, Feed]:
    addresses = [rule.address for rule in _rules(act.town)]
    if not addresses:
        return {}
    found = await act.session.scalars(sa.select(Feed).where(Feed.address.in_(addresses)))
    return {feed.address: feed for feed in found}


async def _claim(town: Town) -> list[tuple[FeedRule, Feed]]:
    """Return the feeds that this process looks at now: nobody else does until their next time."""
    async with town.database.transaction() as session:
        act = Moment(session, town, town.now())
        known = await _known(act)
        addresses = [rule.address for rule in _rules(town)]
        if new := [{"address": one, "looks_at": act.now, "parts": {}} for one in addresses if one not in known]:
            await session.execute(_NEW.on(session), new)
        waiting = sa.select(Feed).where(Feed.address.in_(addresses), Feed.looks_at <= act.now)
        found = {feed.address: feed for feed in await session.scalars(waiting.with_for_update(skip_locked=True))}
        due = [(rule, found[rule.address]) for rule in _rules(town) if rule.address in found]
        for rule, feed in due:
            feed.looks_at = act.now + rule.every
        await session.flush()
        session.expunge_all()
        return due


async def _look(town: Town, rule: FeedRule, feed: Feed) -> None:
    if rule.remote:
        looked = await fetching.fetch(
            rule.address, etag=feed.etag, last_modified=feed.last_modified, parts=feed.parts, zone=town.zone
        )
    else:
        looked = await asyncio.to_thread(partial(fetching.scan, rule.address, parts=feed.parts, zone=town.zone))
    async with town.database.transaction() as session:
        act = Moment(session, town, town.now())
        row = await session.get_one(Feed, feed.id, with_for_update=True, populate_existing=True)
        await _take_in(act, row, looked)
        await _heard(act, row, rule, looked)


async def _take_in(act: Moment, feed: Feed, looked: Looked) -> None:
    first = feed.heard_at is None
    since = act.now - act.town.settings.warnings.news if first else None
    taken = await intake.take(act, looked.pieces, Origin(feed_id=feed.id, news_since=since))
    await changes.taken(act, taken)


async def _heard(act: Moment, feed: Feed, rule: FeedRule, looked: Looked) -> None:
    """Keep what the look found; the officer hears once of a feed that is silent, and once when it works again."""
    feed.etag, feed.last_modified, feed.parts = looked.etag, looked.last_modified, dict(looked.parts)
    if looked.fault is None:
        feed.heard_at, feed.fault = act.now, None
        if feed.told_at is not None and feed.failed_since is not None:
            await notices.tell_of_feed(act, feed, rule)
        feed.failed_since = feed.told_at = None
        return
    (feed.fault,) = stored.notes_written([looked.fault])
    feed.failed_since = feed.failed_since or act.now
    if feed.told_at is not None:
        return
    silent_at = feed.failed_since + act.town.settings.warnings.silent
    if act.now >= silent_at:
        feed.told_at = act.now
        await notices.tell_of_feed(act, feed, rule)
    else:
        feed.looks_at = min(feed.looks_at, silent_at)


TICKS = (Tick("look_at_feeds", next_due, look),)
