"""The area orders: say in a sentence what it is for."""
