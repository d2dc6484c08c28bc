"""A unit accepts or declines an assignment, pauses it, extends it and reports back; somebody else verifies it.

Start with ``handling``, then ``verification``.
"""
