"""The clock that wakes what is due."""
