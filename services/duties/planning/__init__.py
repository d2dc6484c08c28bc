"""The periods of the rules, and the plan of a year that they give. Start with ``periods``."""
