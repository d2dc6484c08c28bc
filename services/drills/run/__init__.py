"""A drill that is played: started, paused, ended; its injects sent once each; answers and measured times.

Start with ``running``; ``injecting`` is what the clock does.
"""
