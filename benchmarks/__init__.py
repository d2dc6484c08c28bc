"""What is measured: each benchmark prints JSON with a ratio taken in the same run."""
