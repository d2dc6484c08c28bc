"""The area questions: say in a sentence what it is for."""
