"""Reports of an incident to the county: the clock that runs, the figures, the text that is sent.

Start with ``clock`` and ``reports``; ``phone_alarm`` asks to telephone before the written report.
"""
