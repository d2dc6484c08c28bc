"""Many towns in one process: a folder with a sub-folder for each. Start reading at ``process.py``."""
