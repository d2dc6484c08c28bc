"""The assessment as a Word file: the notice of a period's results (考核结果通报)."""
