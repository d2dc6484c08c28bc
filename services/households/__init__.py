"""The household register: households, their people, windows for full names, both printed cards.

Start with ``register``.
"""
