"""The end of an order, the lifting and the return, and the destruction of the list. Start with ``ending``."""
