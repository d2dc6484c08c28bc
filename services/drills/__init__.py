"""Drills (演练, D13): planned, scripted, run in drill mode or on a table, evaluated, reported, corrected.

Start with ``drills`` for the plan and ``script`` for its injects; ``run`` plays it, ``evaluation`` judges it.
"""
