"""The database's history, by alembic."""
