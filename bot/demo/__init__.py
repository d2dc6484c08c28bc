"""The demo: an invented township that plays on the sandbox, without a token and without internet.

Start reading at ``process.py``, which puts it together; ``township.py`` invents the people and their posts.
"""
