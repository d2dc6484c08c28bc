"""The phones on the sandbox's web page: what is drawn, and what happens when it is touched."""
