"""A case's card, timeline and files for everybody who may see it.

Start with ``view``; ``showing`` draws a case anew after a step.
"""
