"""The world of the sandbox: people, bots, chats, messages and the clock, and what happens among them.

Start with `state.World`, which holds everything; `actions` is what people do in it.
"""
