"""The address at which other devices reach this page, and its code to scan."""

import socket
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

_OWN = frozenset({"127.0.0.1", "localhost", "::1"})
# Nothing is sent there: the system only says which of its addresses would be used (RFC 5737).
_ELSEWHERE = ("192.0.2.1", 9)
QUIET = 4
"""Light modules around a code."""


def origin_of(seen: str, host: str) -> str:
    """Return the origin that other devices reach, without a slash; empty where the server hears this machine only.

    `seen` is the address in the browser, and `host` the one the server listens on.
    """
    if host in _OWN:
        return ""
    parts = urlsplit(seen)
    name = parts.hostname or ""
    if name in _OWN or name == "0.0.0.0":
        name = host if host not in ("0.0.0.0", "::", "") else lan_address()
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{name}{port}" if name else ""


def lan_address() -> str:
    """Return this machine's address in its network; empty when it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def code(url: str) -> str:
    """Return the address as a code to scan, drawn as SVG."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # half a second, which only this dialog needs

    made = QrCodeWidget(url, barLevel="M").qr
    made.make()
    count = made.getModuleCount()
    bars = []
    for row in range(count):
        for dark, run in groupby(range(count), partial(made.isDark, row)):
            columns = list(run)
            if dark:
                bars.append(f"M{columns[0] + QUIET} {row + QUIET}h{len(columns)}v1h-{len(columns)}z")
    side = count + 2 * QUIET
    return (
        f'<svg class="scan" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{"".join(bars)}" fill="#000"/></svg>'
    )
