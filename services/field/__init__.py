"""The work on scene: notes of people there, their places, and how they hand their post over.

Start with ``notes`` for notes, ``handovers`` for successors, ``tracks`` for positions.
"""
