"""The area broadcasts: say in a sentence what it is for."""
