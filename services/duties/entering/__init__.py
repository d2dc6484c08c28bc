"""For areas that enter facts: the way from a duty to the entry, and the words for the period that a fact counts for."""
