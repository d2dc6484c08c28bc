"""The people on a list: where each is, by whose word, the doors of shelters, a search. Start with ``entering``."""
