"""A local stand-in for Telegram: the Bot API over HTTP, people to play, faults, flood limits, a movable clock.

`World` is the state and what happens in it, `Phone` is what one person sees and does, `server` speaks HTTP.
"""
