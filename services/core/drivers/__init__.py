"""The drivers of the databases, used closer than SQLAlchemy does: for what every update asks."""
