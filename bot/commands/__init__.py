"""The ``bihuan`` commands of the operator. Start reading at ``cli.py``; each command is one function there.

A command imports its work inside itself, so that ``bihuan --help`` answers in a tenth of a second.
"""
