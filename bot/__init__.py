"""The composition root: settings, processes, command line, intake and demo. Nothing imports it.

Start reading at ``commands/cli.py`` for what an operator can do, at ``runtime.py`` for what a process runs.
"""
