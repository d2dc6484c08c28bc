"""Channels beside Telegram, by Apprise, for messages of life and orders that Telegram did not deliver."""

import asyncio
import os
from collections.abc import Mapping

import structlog

from services.cards import pages

log = structlog.get_logger(__name__)

PATIENCE = 20.0
"""Seconds that one channel may take."""
LENGTH = 500
"""Characters of a message beside Telegram: about what a long SMS carries."""


class FallbackChannels:
    """The township's channels, in the order of its settings: name -> Apprise URL.

    ``{phone}`` in a URL is replaced by the person's number, digits with country code; ``$NAME`` by the environment's
    value, so that no secret needs to stand in ``config.yaml``. See https://github.com/caronc/apprise/wiki for URLs.
    """

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = dict(urls)

    def __bool__(self) -> bool:
        """Whether the township has any channel."""
        return bool(self._urls)

    async def send(self, phone: str, text: str, foot: str) -> str | None:
        """Try one channel after the other; return the name of the first that accepts the text, or None.

        ``foot`` tells how to answer without buttons; it is never cut.
        """
        body = f"{pages.cut(pages.plain(text), LENGTH - pages.length(foot) - 1)}\n{foot}"
        for channel, template in self._urls.items():
            url = os.path.expandvars(template).replace("{phone}", phone.lstrip("+"))
            try:
                async with asyncio.timeout(PATIENCE):
                    accepted = await asyncio.to_thread(_notify, url, body)
            except Exception:
                # A defect of one channel's plug-in must not keep the next one from being tried.
                log.exception("delivery.fallback_failed", channel=channel)
                accepted = False
            log.info("delivery.fallback", channel=channel, taken=accepted)
            if accepted:
                return channel
        return None


def _notify(url: str, body: str) -> bool:
    import apprise  # takes half a second and is seldom needed

    messenger = apprise.Apprise()
    if not messenger.add(url):
        log.error("delivery.fallback_url_not_understood")
        return False
    return bool(messenger.notify(body=body, body_format=apprise.NotifyFormat.TEXT))
