"""The colours of warnings (预警等级), as the station states them. Start with ``colours``."""
