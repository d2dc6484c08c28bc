"""The area core: say in a sentence what it is for."""
