"""Filling in a report to the county, step by step.

Start with ``reports``; ``presses`` answers the buttons of the card.
"""
