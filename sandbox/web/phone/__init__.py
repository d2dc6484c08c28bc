"""One phone on the table: what it shows and what a touch on it does.

Start with `handset`, which puts the parts together.
"""
