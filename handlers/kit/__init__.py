"""What every conversation is made of: the context, the answers, the buttons and the routers. It knows no area.

Start with ``context`` and ``routers``.
"""
