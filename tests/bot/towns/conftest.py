"""A county office for the tests of many towns."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

import databases
from county import County


@pytest.fixture
async def county(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sandbox_url: str,
    sandbox_client: httpx.AsyncClient,
    sqlite_template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[County]:
    """A county office; on PostgreSQL its towns share a database."""
    monkeypatch.setenv("BIHUAN_API_BASE", sandbox_url)
    monkeypatch.setenv("BIHUAN_LANGUAGE", "zh_CN")
    made = County(tmp_path / "towns", sandbox_url, sandbox_client, sqlite_template)
    made.folder.mkdir()
    if getattr(request, "param", "sqlite") == "sqlite":
        yield made
        return
    server: sa.URL = request.getfixturevalue("postgres_server")
    name = f"t{abs(hash(tmp_path)) % 10**12}"
    await databases.command(server, f"CREATE DATABASE {name}")
    monkeypatch.setenv("BIHUAN_DATABASE_URL", server.set(database=name).render_as_string(hide_password=False))
    yield made
    await databases.command(server, f"DROP DATABASE {name} WITH (FORCE)")
