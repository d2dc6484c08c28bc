"""What a unit does with its assignment: accept, decline, pause, extend, report back, until somebody else verifies it.

Start with ``handling``, then ``verification``.
"""
