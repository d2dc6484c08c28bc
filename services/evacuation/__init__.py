"""Evacuations (避险转移, D6). Start with ``order.orders`` and ``people.entering``."""
