"""From a filled-in report to a case, with later material and the search for duplicates. Start with ``filing``."""
