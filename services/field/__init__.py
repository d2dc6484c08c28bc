"""What people on scene report, where they are, and how they hand their post over.

Start with ``notes`` for reports, ``handovers`` for successors, ``tracks`` for positions.
"""
