"""The parts of a report that fill themselves: figures of a sentence, measures of a case. Start with ``sentence``."""
