"""Pages of the docs that are drawn from the code's tables, so that they cannot be out of date.

Each module writes one page when it is run; a test compares the pages with the tables.
"""
