"""Training as Word files: the sign-in sheet, the record of a session, and the year's hours of the full-time staff."""
