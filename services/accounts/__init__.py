"""The area accounts: say in a sentence what it is for."""
