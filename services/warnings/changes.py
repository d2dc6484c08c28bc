"""What follows when warnings change: the station is told, and so are the people who had an order."""

from collections.abc import Iterable

from services.core.act import Moment
from services.warnings import notices
from services.warnings.register.intake import Taken
from services.warnings.register.views import Warned


async def taken(act: Moment, came: Taken) -> None:
    """Tell what came in: the warnings that it changed, and the endings that are not clear."""
    await notices.tell_questions(act, came)
    await changed(act, came.warnings)


async def changed(act: Moment, warnings: Iterable[Warned]) -> None:
    """Tell how warnings stand now."""
    await notices.tell_news(act, warnings)
