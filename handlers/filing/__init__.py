"""Filing a hazard on one card, whatever is sent first.

Start with ``taking_in``; ``presses`` answers the buttons of the card.
"""
