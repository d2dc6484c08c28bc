"""Delivery at work against the sandbox."""

import pytest

from delivery_driver import Desk
from sandbox_client import Play
from services.core.town import Town


@pytest.fixture
def desk(town: Town, play: Play, sandbox_url: str) -> Desk:
    """Queues messages, runs delivery, reads the ledger."""
    return Desk(town, play, sandbox_url)
