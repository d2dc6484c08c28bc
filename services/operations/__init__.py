"""Keeps the processes of a township working together: leases, group commits, conversations, dead letters, watchdog.

Start reading at ``held_lease.py`` for how one process holds a role, at ``watchdog.py`` for how standstill is noticed.
"""
