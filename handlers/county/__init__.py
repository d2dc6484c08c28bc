"""The area county: say in a sentence what it is for."""
