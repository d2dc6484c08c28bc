"""What every card is made of, free of any Telegram library, and what may be shown of a person on it.

Start with ``card``; ``masking`` hides names and numbers.
"""
