"""What every card that is filled in has in common: the open draft, and what a message brings.

Start with ``cards``; ``content`` reads a message.
"""
