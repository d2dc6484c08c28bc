"""The roster: one Excel workbook, written empty, read whole or refused, and imported (the only writer of its tables).

Nothing is imported here, so that reading a phone number does not load Excel.
"""
