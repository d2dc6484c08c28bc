"""The list of people to telephone: one row a person, whatever waits for them. Start with ``calls``.

An area states in a ``CallSource`` (``sources``) the people that it wants called.
"""
