"""Tests whether the bot can reach everybody who has a post, and what became of them.

Start with ``asking``; ``closing`` ends a test and opens remediation tasks.
"""
