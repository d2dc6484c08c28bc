"""The area roster: say in a sentence what it is for."""
