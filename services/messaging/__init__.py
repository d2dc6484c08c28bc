"""Messages to people: queued, batched, sent, confirmed, or told by phone where they did not arrive.

Start with ``messages`` and ``kinds``, then ``outbox`` and ``ledger``; ``roll_calls`` asks many for an answer.
"""
