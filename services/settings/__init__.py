"""The area settings: say in a sentence what it is for."""
