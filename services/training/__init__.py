"""Training (培训): the year's plan, invitations, attendance, material, hours; ``quiz`` and ``sheets`` have folders.

Start with ``sessions`` for a session's way, then ``audience``, ``invitations`` and ``attendance``.
"""
