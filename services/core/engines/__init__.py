"""The engines below ``services.core.database``: SQLite's with its writing connection, and PostgreSQL's.

A process may serve many towns: they share compiled statements and connections.
"""
