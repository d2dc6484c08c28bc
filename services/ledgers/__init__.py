"""Ledgers (台账) as Excel files, each from what was entered once.

Start with ``cases``, the ledger of cases.
"""
