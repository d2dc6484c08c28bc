"""The Bot API as delivery uses it, by python-telegram-bot: requests, send budget, errors, text limits.

Start reading at ``courier.py``, which sends one message; ``limiter.py`` is the send budget of the token.
"""
