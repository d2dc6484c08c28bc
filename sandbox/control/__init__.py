"""The control API at `/sandbox/...`: JSON calls with which tests play the people and set the conditions.

Start with `routes`, which lists every call; `request` reads the fields of one.
"""
