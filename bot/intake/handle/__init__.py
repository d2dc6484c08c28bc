"""Handles stored updates: in order per sender, each in one transaction, again after a failure (I2, I3).

Start reading at ``sender_queues.py``, which decides what is handled when; ``update_handler.py`` handles one update.
"""
