"""The area people: say in a sentence what it is for."""
