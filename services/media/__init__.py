"""The area media: say in a sentence what it is for."""
