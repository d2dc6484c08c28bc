"""The seven problem lists (七张问题清单): problem, measures, progress, acceptance. Start with ``lifecycle``."""
