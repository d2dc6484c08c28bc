"""Receives updates from Telegram and stores them in the inbox before it confirms them (I1).

Start reading at ``poller.py`` (long polling) or ``webhook.py`` (requests from Telegram); a township uses one of them.
"""
