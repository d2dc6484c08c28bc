"""The end of a mobilisation: the stand-down, the count back, and the record of what was done.

Start with ``stand_down``, then ``record``.
"""
