"""Duties of posts whose holders have left."""
