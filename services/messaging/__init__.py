"""The area messaging: say in a sentence what it is for."""
