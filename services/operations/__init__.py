"""What keeps the program itself running: leases, conversations, dead letters and the watchdog.

Start with ``leases``.
"""
