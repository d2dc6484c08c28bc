"""The area digests: say in a sentence what it is for."""
