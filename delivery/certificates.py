"""The certificates that a process trusts: to read them takes 20 ms and half a megabyte, so connections share them."""

import os
import ssl
from functools import cache

import certifi


@cache
def trusted() -> ssl.SSLContext:
    """Return the context of every connection: certifi's certificates, or those that ``SSL_CERT_FILE`` names."""
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    return ssl.create_default_context(cafile=file or (None if folder else certifi.where()), capath=folder)
