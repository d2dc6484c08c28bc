"""The list of people to be made reachable again. Start with ``remediation``."""
