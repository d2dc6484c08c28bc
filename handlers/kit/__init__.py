"""The area kit: say in a sentence what it is for."""
