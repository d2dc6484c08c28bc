"""Word files (文书): the layout of official papers, templates that a clerk can change in Word, and their content.

Start with ``documents``, then ``making``. ``content`` has the placeholders, ``paper`` the layout.
"""
