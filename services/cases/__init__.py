"""The area cases: say in a sentence what it is for."""
