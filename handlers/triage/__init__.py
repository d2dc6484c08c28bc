"""The station's queue, and judging, merging and dispatching a case. Start with ``queue``, then ``planning``."""
