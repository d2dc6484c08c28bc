"""Cards that are being filled in, over restarts and in any order.

Start with ``drafts``; each area keeps the fields of its form in its own ``fields``.
"""
