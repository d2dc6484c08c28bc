"""The area reachability: say in a sentence what it is for."""
