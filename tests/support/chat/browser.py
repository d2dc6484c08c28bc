"""A real browser for tests: Debian's Chromium, driven headless."""

import os
import shutil

import pytest

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Return the browser's file; without one the test is skipped with the mend, or fails where it is required."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        trouble = "no Chromium found; install it with: sudo apt-get install chromium fonts-noto-cjk"
        if os.environ.get("BIHUAN_REQUIRE_BROWSER") == "1":
            pytest.fail(trouble)
        pytest.skip(trouble)
    return found
