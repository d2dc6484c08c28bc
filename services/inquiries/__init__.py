"""From a case: ask its reporter, ring the reporter, ring the unit. Start with ``inquiries``."""
