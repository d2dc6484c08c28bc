"""Starting a reachability test and reading its result. Start with ``reachability``."""
