"""The area operations: say in a sentence what it is for."""
