"""The settings of a webhook, in a module of their own so that they can be read without aiogram."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WebhookSettings:
    """The address that Telegram calls, and the one on which this process listens."""

    url: str  # public, https
    host: str = "127.0.0.1"
    port: int = 8443
    max_connections: int = 40  # Telegram's default; 1 to 100

    @property
    def path(self) -> str:
        """The path of the public address."""
        return "/" + self.url.split("://", 1)[-1].partition("/")[2]
