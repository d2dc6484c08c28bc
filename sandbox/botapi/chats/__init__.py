"""The methods that read and change chats, their members and their topics.

Start with `rooms`, which describes and changes one chat.
"""
