"""CAP as it is found in the wild. Start with ``reading``: bytes become alerts, and every deviation becomes a note."""
