"""Joint meetings (联席会议): planned from the duty or called, prepared, held, and their resolutions dispatched.

Start with ``meetings`` for a meeting's way, then ``planning``, ``members``, ``topics``, ``agenda`` and ``minutes``.
"""
