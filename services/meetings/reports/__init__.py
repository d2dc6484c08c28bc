"""Joint meetings on paper and in the assessment: Word files, and what counts."""
