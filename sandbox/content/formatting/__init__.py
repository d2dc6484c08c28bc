"""Parsers of Telegram's three parse modes: HTML, MarkdownV2 and Markdown.

Start with `modes.parse_text`, which chooses the parser; `spans` collects the text and the entities they find.
"""
