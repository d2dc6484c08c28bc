"""The area agenda: say in a sentence what it is for."""
