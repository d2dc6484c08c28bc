"""Delivery at work against the sandbox."""

import pytest

from delivery_driver import DeliveryDriver
from sandbox_client import SandboxClient
from services.core.town import Town


@pytest.fixture
def desk(town: Town, play: SandboxClient, sandbox_url: str) -> DeliveryDriver:
    """Queues messages, runs delivery, reads the ledger."""
    return DeliveryDriver(town, play, sandbox_url)
