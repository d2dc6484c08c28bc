"""Files that people send: what is kept of them, and what they belong to.

Start with ``files``; ``attachments`` ties a file to a draft or a case; ``store`` keeps the bytes.
"""
