"""Calling squads out, and the answers of the people called. Start with ``drafting``, then ``responses``."""
