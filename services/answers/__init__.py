"""The things that wait for a person's answer, and the words that answer. Start with ``waiting``, then ``meanings``."""
