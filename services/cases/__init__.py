"""A case from its opening to its end: the states, the card, the lists, and the people who hear of it.

Start with ``lifecycle``, the table of transitions, then ``card`` and ``notices``.
"""
