"""A change of warnings is followed through: the station is told, and so are the people who had an order."""

from collections.abc import Iterable

from services.core.act import Moment
from services.warnings import notices, orders
from services.warnings.playbooks import playing
from services.warnings.register.intake import Taken
from services.warnings.register.views import Warned


async def taken(act: Moment, came: Taken, *, besides: int | None = None) -> None:
    """Tell what came in: the warnings that it changed, and the endings that are not clear.

    ``besides`` is the person who sent it, and is answered otherwise.
    """
    await notices.tell_questions(act, came)
    await changed(act, came.warnings, besides=besides)


async def changed(
    act: Moment, warnings: Iterable[Warned], *, besides: int | None = None, recoloured: bool = False
) -> None:
    """Tell how warnings stand now, also to the people who had an order.

    ``recoloured``: the officer said another colour of a version that has orders.
    """
    found = tuple(warnings)
    await notices.tell_news(act, found, besides=besides)
    for one in found:
        await orders.follow(act, one, recoloured=recoloured)
        await playing.follow(act, one, besides=besides)
