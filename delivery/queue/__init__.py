"""The outbox as a queue: messages are claimed, sent and recorded by the one process that holds the lease.

Start reading at ``worker.py``; ``claims.py`` chooses what goes next, ``results.py`` writes down what became of it.
"""
