"""Messages, maps and pictures as HTML and SVG; no function here knows of NiceGUI.

Start with `rows`, which draws a chat; `bubbles` draws one message.
"""
