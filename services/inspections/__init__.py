"""Inspections led by somebody in charge (D9): the record, its findings, its edition, and the duty it fulfils.

Start with ``inspections``.
"""
