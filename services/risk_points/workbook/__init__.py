"""Risk points as Excel: out as a register, in after a look at each row. Start with ``importing``."""
