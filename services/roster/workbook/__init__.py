"""Read and check the Excel workbook of the roster, and write an empty one.

Start with ``sheets``, which names every column, then ``reader``.
"""
