"""The web page: phones side by side on a table, with panels for the guide, the faults and the call log.

Start with `page`, which mounts it, then `desk`, which holds everything that one browser tab shows.
"""
