"""The area squads: say in a sentence what it is for."""
