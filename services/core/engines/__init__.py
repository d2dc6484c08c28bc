"""The engines below ``services.core.database``: SQLite's with its writing connection, and PostgreSQL's.

A process may serve many towns. What an engine learns of a statement holds for each of them.
"""
