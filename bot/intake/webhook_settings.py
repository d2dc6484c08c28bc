"""Where Telegram finds a webhook. Light, so that settings can be read without aiogram."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WebhookSettings:
    """Where Telegram finds us, and where we listen."""

    url: str  # public, https
    host: str = "127.0.0.1"
    port: int = 8443
    max_connections: int = 40  # Telegram's default; 1 to 100

    @property
    def path(self) -> str:
        """The path of the public address."""
        return "/" + self.url.split("://", 1)[-1].partition("/")[2]
