"""Where a pin is: the village and the grid, by outlines or by the points of the villages. Start with ``villages``."""
