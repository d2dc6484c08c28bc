"""The area deadlines: say in a sentence what it is for."""
