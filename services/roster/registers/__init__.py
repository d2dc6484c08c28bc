"""The common parts of the registers' own Excel files: rows by their titles, and the verdict on each row."""
