"""Sheets for a training session: questions of its quiz, or names of the people who were there.

``tables`` reads a file, ``questions`` and ``names`` judge its rows, ``sheets`` takes them over after a look.
"""
