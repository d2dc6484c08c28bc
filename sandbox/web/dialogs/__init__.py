"""The dialogs that lie over the table.

Start with `picker`, which chooses the phones on the table; `attachments` chooses what a phone sends.
"""
