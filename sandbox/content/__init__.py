"""Contents of messages: text with entities, keyboards and files, checked as Telegram checks them.

Start with `entities` for text and `media` for files; nothing here knows of chats or of the world.
"""
