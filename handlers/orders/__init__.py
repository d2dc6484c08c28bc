"""Registering an order from above, and answering it. Start with ``orders``; ``card`` draws it."""
