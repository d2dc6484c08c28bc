"""The bar at the top and the panels beside the phones.

Start with `topbar`, whose buttons open the panels of the faults, the call log and the guide.
"""
