"""The methods of the Bot API, one module for each family.

Start with `table`, which lists them by name; `gate` shows the way of one call, and `call` what a method may reach.
"""
