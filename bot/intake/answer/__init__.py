"""Answers the person who acted, after the commit and within the send budget that delivery uses too.

Start reading at ``sender.py``; an answer that Telegram does not take is left to the outbox.
"""
