"""The ground of a warning: the villages and grids that it touches, or a question. Start with ``reach``."""
