"""What people on scene send: reports, handovers, their position. Start with ``notes``."""
