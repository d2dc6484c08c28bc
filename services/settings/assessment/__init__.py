"""The settings of the assessment (考核, D11). Start with ``table``; ``measures`` has the parameters."""
