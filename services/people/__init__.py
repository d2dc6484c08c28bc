"""People of the roster: who they are, what they may do, and who is on duty.

Start with ``rights``, the table of permissions, and ``access``, which applies it.
"""
