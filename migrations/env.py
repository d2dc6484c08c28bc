"""Run by alembic for each command; the connection is handed in by ``migrations``."""

from alembic import context

from migrations.rendering import render_item
from models.every import Base


def run() -> None:
    """Run the migrations on the connection that was handed in, inside its transaction."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("use `bihuan migrate` or `python -m migrations.revision`")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    context.run_migrations()


run()
