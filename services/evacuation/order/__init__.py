"""An order: its draft and states, its households, its balance, the shelters. Start with ``orders``."""
