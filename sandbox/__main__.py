"""Start the sandbox from the command line: `python -m sandbox [--host H] [--port P] [--limits strict|off]`."""

import argparse

from sandbox.server import DEFAULT_HOST, DEFAULT_PORT, run


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="sandbox", description="A local Bot API server with people to play.")
    parser.add_argument("--host", default=DEFAULT_HOST)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--limits", choices=("strict", "off"), default="off", help="enforce Telegram's flood limits")
    given = parser.parse_args()
    run(given.host, given.port, given.limits)


if __name__ == "__main__":
    main()
