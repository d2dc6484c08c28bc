"""Conversations: a Telegram update becomes one service call and an answer to the person who acted."""
