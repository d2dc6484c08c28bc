"""Working days, office hours and quiet hours of the township.

Start with ``working_time``, which adds working time to an instant.
"""
