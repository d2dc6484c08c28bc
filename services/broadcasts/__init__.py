"""Messages to many people, with the consent of a second person where the level demands it.

Start with ``broadcasts``; ``sending`` puts them into the outbox, ``consent`` asks for the agreement.
"""
