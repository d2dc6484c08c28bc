"""Squads and their members: strength, invitations, joining, and who belongs to a squad's group.

Start with ``squads``, then ``membership``.
"""
