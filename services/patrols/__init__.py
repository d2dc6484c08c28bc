"""Patrols of risk points (巡查, D2, D10): a checklist on the spot, findings that become hazards, each point's history.

Start with ``patrols``; ``points`` says which points a person has to do with.
"""
