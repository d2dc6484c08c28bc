"""The area workbook: say in a sentence what it is for."""
