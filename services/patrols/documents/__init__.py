"""Word files about risk points and patrols. Start with ``ledger``; ``month`` is the summary of a month."""
