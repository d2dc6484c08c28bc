"""The problem lists on paper and in the assessment: the Word file of a month, and what counts."""
