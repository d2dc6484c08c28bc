"""PostgreSQL's engines: a schema for each town of a database, and one pool for all of its towns in a process.

The URL of a town that shares a database names its schema: ``postgresql://…/county?schema=town_shangwan``. Each
transaction of such a town begins with its schema as the only place where tables are looked for; the server takes this
back at the end of the transaction, however it ends. Outside a transaction a connection of the pool sees no town.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from services.core.engines.alike import OPTIONS, STATEMENTS

CONNECTIONS = 10
"""Connections that one town uses at most."""
SHARED = 40
"""Connections of all towns of a process in one database; PostgreSQL's default is 100 for everybody."""
SCHEMA = "schema"
"""The part of a URL, and the option of an engine, that names a town's schema."""
LONGEST = 63
"""Bytes of a name in PostgreSQL."""
PREPARED, PREPARED_SHARED = 300, 100
"""Statements that a connection of one town's pool, and of all towns', keeps prepared; one takes 38 KB of the server's
memory. With 100 one statement in six of the conversations in the tests was prepared again."""
_ENTER = "SELECT set_config('search_path', $1, true)"


def schema_of(url: sa.URL) -> str | None:
    """Return the schema that a URL names; None: the town has the whole database."""
    found = url.query.get(SCHEMA)
    return found if isinstance(found, str) and found else None


def server_of(url: sa.URL) -> sa.URL:
    """Return the URL of the whole database."""
    return url.difference_update_query([SCHEMA])


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def engine_of(url: sa.URL, *, name: str | None = None) -> AsyncEngine:
    """Return an engine with a pool for one town, whose connections have a name, or for all towns of a database."""
    shared = name is None
    schemas = shared or schema_of(url) is not None
    settings = {"search_path": ""} if schemas else {}
    settings |= {"application_name": name} if name is not None else {}
    engine = create_async_engine(
        server_of(url),
        pool_size=SHARED if shared else CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,  # the connection that has just been used has most statements prepared
        query_cache_size=STATEMENTS,
        connect_args={
            "server_settings": settings,
            "prepared_statement_cache_size": PREPARED_SHARED if shared else PREPARED,
        },
        **OPTIONS,
    )
    if schemas:

        @sa.event.listens_for(engine.sync_engine, "begin")
        def _enter(connection: sa.Connection) -> None:
            connection.exec_driver_sql(_ENTER, (quoted(connection.get_execution_options()[SCHEMA]),))

    return engine


def entering(engine: AsyncEngine, url: sa.URL) -> AsyncEngine:
    """Return the engine for the town that a URL names."""
    schema = schema_of(url)
    return engine if schema is None else engine.execution_options(**{SCHEMA: schema})


def lone_engine(url: str | sa.URL, **options: Any) -> AsyncEngine:
    """Return an engine that keeps no connection; each sees the tables of the town that the URL names, and no others."""
    parsed = sa.make_url(url)
    schema = schema_of(parsed) if parsed.get_backend_name() == "postgresql" else None
    if schema is not None:
        parsed = server_of(parsed)
        options["connect_args"] = {"server_settings": {"search_path": quoted(schema)}}
    return create_async_engine(parsed, poolclass=sa.NullPool, hide_parameters=True, **options)


class Servers:
    """The engines of the databases in which this process has towns: one for each database, with one pool."""

    def __init__(self) -> None:
        self._engines: dict[sa.URL, AsyncEngine] = {}

    def engine_of(self, url: sa.URL) -> AsyncEngine:
        """Return the engine of a town's database; it is made when it is first asked for."""
        server = server_of(url)
        found = self._engines.get(server) or self._engines.setdefault(server, engine_of(url))
        return entering(found, url)

    async def close(self) -> None:
        """Give back every connection."""
        for engine in self._engines.values():
            await engine.dispose()
