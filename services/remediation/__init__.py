"""Tasks to make a person reachable again after a reachability test.

Start with ``tasks``; ``assignees`` says who has to do it.
"""
