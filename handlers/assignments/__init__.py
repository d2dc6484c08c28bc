"""The area assignments: say in a sentence what it is for."""
