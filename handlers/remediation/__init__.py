"""The area remediation: say in a sentence what it is for."""
