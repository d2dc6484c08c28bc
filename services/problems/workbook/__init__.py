"""The problem lists as Excel: out as a ledger, in with a preview. Start with ``importing``."""
