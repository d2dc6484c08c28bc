"""Bind Telegram accounts to people of the roster and Telegram groups to units and squads.

Start with ``login``; ``groups`` binds a group by a one-time code.
"""
