"""Traffic between a bot and the server: calls that come in, updates that go out, and faults on the way.

Start with `http` for a request and `updates` for the queue of a bot;
`faults`, `limits` and `calls` are what a test sets and reads.
"""
