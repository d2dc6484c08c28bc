"""The area field: say in a sentence what it is for."""
