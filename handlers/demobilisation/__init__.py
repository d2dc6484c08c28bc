"""The area demobilisation: say in a sentence what it is for."""
