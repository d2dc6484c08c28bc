"""The parts of every card, free of any Telegram library, and the rules for showing a person on it.

Start with ``card``; ``masking`` hides names and numbers.
"""
