"""The parts of a report that fill themselves: figures out of a sentence, measures out of the case. Start with ``sentence``."""
