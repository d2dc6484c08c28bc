"""What the registers' own Excel files have in common: rows by their titles, and what becomes of each row."""
