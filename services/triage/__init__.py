"""The station judges what came in, merges and splits it, and dispatches it to units.

Start with ``triage`` and ``dispatch``; ``plans`` keeps both until they are carried out.
"""
