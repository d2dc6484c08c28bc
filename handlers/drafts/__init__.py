"""The common parts of every card that is filled in: the open draft, and the content of a message.

Start with ``cards``; ``content`` reads a message.
"""
