"""Copies files from Telegram into the township's media store, so that evidence outlives Telegram.

Start reading at ``fetcher.py``; ``services.media.store`` is the store, a folder or an object store.
"""
