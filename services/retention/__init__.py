"""How long history is kept: what has served is destroyed each night, what must be kept stays (``history``)."""
