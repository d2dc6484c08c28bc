"""The delivery role sends what the outbox holds and fetches files for the media store. Start reading at ``role.py``.

python-telegram-bot carries messages to Telegram, Apprise where Telegram cannot reach; aiogram is never imported.
"""
