"""The township's rules as they stand in ``config.yaml``, checked when they are read.

Start with ``township``, the whole file; the other modules are its sections.
``private_files`` keeps what the rules place on the disk from other people.
"""
