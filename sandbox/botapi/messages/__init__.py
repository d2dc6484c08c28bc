"""The methods that send, change, copy and answer messages.

Start with `sending`; `composing` holds what all methods that send share.
"""
