"""Write a workbook that was read into the tables; nothing else writes them.

Start with ``roster``, which calls the others in order.
"""
