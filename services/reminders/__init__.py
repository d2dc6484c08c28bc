"""The area reminders: say in a sentence what it is for."""
