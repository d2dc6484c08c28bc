"""The area calendar: say in a sentence what it is for."""
