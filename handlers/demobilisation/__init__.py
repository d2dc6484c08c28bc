"""The stand-down, the count back and the record of a mobilisation in chat. Start with ``demobilisation``."""
