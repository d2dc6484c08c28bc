"""Drills as Word files: the plan (演练方案) and the report (评估报告)."""
