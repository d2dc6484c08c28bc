"""The area mobilisation: say in a sentence what it is for."""
