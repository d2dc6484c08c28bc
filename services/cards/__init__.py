"""The area cards: say in a sentence what it is for."""
