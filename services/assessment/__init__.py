"""Assessment (考核, D11) of villages, units and lines by outcomes. Start with ``measures`` and ``period_results``."""
