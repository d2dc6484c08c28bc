"""What every service stands on: the township, the database, the act, the journal and the errors.

Start with ``act`` and ``town``.
"""
