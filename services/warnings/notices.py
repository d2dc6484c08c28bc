"""The station is told: of a warning that is new or has changed, of a question, and of a feed that is silent."""

from collections.abc import Iterable
from functools import partial

from models import Feed
from models.enums import Colour, Priority
from services.core.act import Moment
from services.messaging import messages
from services.people import directory
from services.people.places import village_names
from services.settings.areas.warnings import FeedRule
from services.warnings import cards, kinds
from services.warnings.register import register
from services.warnings.register.intake import Taken
from services.warnings.register.views import Warned

GRAVE = (Colour.RED, Colour.ORANGE)
"""Of these the leaders on duty hear as well."""


async def tell_questions(act: Moment, taken: Taken) -> None:
    """Ask the desk about the endings that came in and are not clear."""
    fresh = {row.id for row in taken.rows}
    if not fresh:
        return
    desk = await directory.station_desk(act.session, now=act.now)
    for asked in (await register.load(act)).asked:
        if asked.row.id in fresh:
            await messages.tell(
                act,
                desk,
                partial(cards.question, act.town, asked=asked),
                kinds.QUESTION,
                about=(asked.row.id,),
            )


async def tell_news(act: Moment, warnings: Iterable[Warned], *, besides: int | None = None) -> None:
    """Tell the desk how warnings stand, once for each version and state; tests and exercises reach nobody."""
    names = await village_names(act.session)
    for warned in warnings:
        if not (warned.real and warned.concerns):
            continue
        grave = warned.colour in GRAVE
        desk = await directory.station_desk(act.session, now=act.now, incident=grave)
        await messages.tell(
            act,
            [one for one in desk if one.person_id != besides],
            cards.drawn(act.town, warned, names, act.now),
            kinds.NEWS if warned.active else kinds.OVER,
            about=(warned.id, warned.head.row.id, warned.state.value),
            priority=Priority.LIFE if warned.colour is Colour.RED and warned.active else None,
        )


async def tell_of_feed(act: Moment, feed: Feed, rule: FeedRule) -> None:
    """Tell the desk that a feed is silent, or works again."""
    works = feed.fault is None
    since = int(feed.failed_since.timestamp()) if feed.failed_since else 0
    await messages.tell(
        act,
        await directory.station_desk(act.session, now=act.now),
        lambda words: cards.feed(act.town, words, feed, rule.name, works=works),
        kinds.FEED,
        about=(feed.id, since, "works" if works else "silent"),
    )
