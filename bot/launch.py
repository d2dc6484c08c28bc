"""Launch parameters: the roles of a process, and everything it needs to know to start."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.intake.webhook_settings import WebhookSettings
from bot.settings import API_BASE, Settings
from services.settings.township import Township


class ProcessRole(StrEnum):
    """A role of a process in a township; one process may have all roles."""

    INTAKE = "intake"  # receives updates and handles them
    SCHEDULER = "scheduler"  # acts when something is due
    DELIVERY = "delivery"  # sends queued messages
    CONSOLE = "console"  # the station's web page


class NotReady(Exception):
    """The product cannot start; the message says what to do, the text of ``key`` says it to the operator."""

    def __init__(self, message: str, key: str = "cli-not-migrated") -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True)
class Launch:
    """Everything a process needs to know to start."""

    township: Township
    database_url: str
    token: str
    """A secret, never logged."""
    roles: frozenset[ProcessRole] = frozenset({ProcessRole.INTAKE, ProcessRole.SCHEDULER, ProcessRole.DELIVERY})
    api_base: str = API_BASE
    """The Bot API's origin."""
    sandbox_clock: bool = False
    """Whether time is the sandbox's, which then is at ``api_base``."""
    webhook: WebhookSettings | None = None
    """None: poll."""
    proxy: str | None = None
    health: str | None = None
    """Where ``/healthz`` is answered, ``host:port``; None: nowhere."""
    feed_token: str | None = None
    """The secret for the feed of our own orders, at the same address; None: there is no feed."""
    heartbeat: str | None = None
    """The address that the scheduler's process fetches each minute while nothing is late; a secret."""

    @classmethod
    def of(cls, settings: Settings, roles: frozenset[ProcessRole]) -> Self:
        """Return what the settings say of a process with these roles."""
        environment = settings.environment
        webhook = None
        if environment.webhook_url:
            webhook = WebhookSettings(environment.webhook_url, environment.webhook_host, environment.webhook_port)
        return cls(
            township=settings.township,
            database_url=settings.database_url,
            token=settings.token or "",
            roles=roles,
            api_base=environment.api_base,
            sandbox_clock=environment.clock == "sandbox",
            webhook=webhook,
            proxy=environment.proxy.get_secret_value() if environment.proxy else None,
            health=environment.health,
            feed_token=environment.feed_token.get_secret_value() if environment.feed_token else None,
            heartbeat=environment.heartbeat_url.get_secret_value() if environment.heartbeat_url else None,
        )
