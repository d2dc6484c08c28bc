"""The evaluation after AQ/T 9009-2015: comments, self-reviews, marks of a group, the report, corrections.

Start with ``steps``.
"""
