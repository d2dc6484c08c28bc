"""Delivery at work against the sandbox."""

from collections.abc import AsyncIterator

import pytest

from delivery_driver import DeliveryDriver
from sandbox_client import SandboxClient
from services.core.town import Town
from sms_gateway import Gateway, listening
from township import unpaced


@pytest.fixture
def delivery(town: Town, sandbox: SandboxClient, sandbox_url: str) -> DeliveryDriver:
    """Queues messages, runs delivery, reads the ledger; no chat is held back by the pace."""
    return DeliveryDriver(unpaced(town), sandbox, sandbox_url)


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    gateway = Gateway()
    async with listening(gateway) as gateway.url:
        yield gateway
