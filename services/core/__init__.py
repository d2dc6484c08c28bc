"""The ground of every service: the township, the database, the act, the journal and the errors.

Start with ``act`` and ``town``.
"""
