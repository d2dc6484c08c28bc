"""The area duty: say in a sentence what it is for."""
