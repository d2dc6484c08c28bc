"""The composition root: settings, wiring, command line, intake. Nothing imports it."""
