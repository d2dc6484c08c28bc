"""The roster: one Excel workbook, written empty, read whole or refused, and imported (the only writer of its tables).

Nothing is imported here: whoever needs a phone number read does not load Excel.
"""
