"""Duties (责任事项): what is owed without anybody asking, and the facts that fulfil it.

Start with ``periods`` for the calendar, then ``making``, ``fulfilment`` and ``owed``.
"""
