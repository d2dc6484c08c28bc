"""The area triage: say in a sentence what it is for."""
