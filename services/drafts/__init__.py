"""The area drafts: say in a sentence what it is for."""
