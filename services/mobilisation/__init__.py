"""Calling squads out: the call, the answers, the strength on scene, and the commander's live card.

Start with ``mobilisations`` and ``calling``; ``responses`` takes the answers.
"""
