"""The area importing: say in a sentence what it is for."""
