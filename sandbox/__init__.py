"""A local stand-in for Telegram: the Bot API over HTTP, people to play, faults, flood limits and a movable clock.

Start with `server`, which runs it; the Bot API, the control API and the page share one `world.state.World`.
"""
