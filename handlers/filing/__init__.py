"""The area filing: say in a sentence what it is for."""
