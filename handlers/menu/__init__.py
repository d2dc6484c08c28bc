"""The area menu: say in a sentence what it is for."""
