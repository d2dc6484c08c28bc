"""Run python-telegram-bot's own live tests against the sandbox, as its developers run them against Telegram.

The tests are in the library's source distribution, which pip downloads by name in the locked version. `left_out.toml`
names the tests that do not count, with the reason. The exit status is 1 when a test that counts is red.
"""

import base64
import json
import os
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
from data_files import write_missing

from sandbox.content import pictures

ROOT = Path(__file__).parents[2]
LIBRARY = "python-telegram-bot"
TOKEN = "579694714:sandbox"
USERNAME = "sandbox_579694714_bot"
CHANNEL = "sandbox_channel"
# In the channel the bot may do everything but promote, which the tests expect.
RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_post_messages",
    "can_edit_messages",
]
# Long enough for a slow machine; the sandbox listens within a second.
PATIENCE = 60.0


def unpacked(folder: Path) -> Path:
    """Download and unpack the source distribution of the locked version, and return its folder."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    wanted = f"{LIBRARY}=={version(LIBRARY)}"
    subprocess.run([*pip, "--no-binary", ":all:", "--no-deps", "--dest", str(folder), wanted], check=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (library,) = (found for found in folder.iterdir() if found.is_dir())
    write_missing(library / "tests" / "data")
    return library


def begin_sandbox() -> tuple[subprocess.Popen[bytes], httpx.Client]:
    """Start a sandbox on a free port, and return it with a client of its control API."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "sandbox", "--port", str(port)], cwd=ROOT)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            client.get("/sandbox/health").raise_for_status()
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return process, client


def furnish(sandbox: httpx.Client) -> dict[str, Any]:
    """Make the chats in which the tests write, and return them as the library's tests name them."""

    def ask(path: str, **body: Any) -> Any:
        answer = sandbox.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.json()

    def chat(kind: str, title: str, *others: str, **more: Any) -> int:
        number: int = ask("chats", type=kind, title=title, members=[person, reader], bots=[TOKEN, *others], **more)[
            "id"
        ]
        ask(f"chats/{number}/members", promote_bot=TOKEN, **({"rights": RIGHTS} if kind == "channel" else {}))
        return number

    person = ask("users", first_name="PTB", last_name="Test user", username="peer")["id"]
    reader = ask("users", first_name="Reader")["id"]
    # The first message is too old to be deleted.
    ask("send", bot=TOKEN, **{"from": person}, text="/start", date="2020-01-01T00:00:00+00:00")
    chat("channel", "Channel", "579694715:other", username=CHANNEL)
    supergroup = chat("supergroup", f">>> telegram.Bot(test) @{USERNAME}")
    photo = {"photo": ("photo.jpg", pictures.jpeg(1, 640, 640))}
    sandbox.post(f"/bot{TOKEN}/setChatPhoto", data={"chat_id": supergroup}, files=photo).raise_for_status()
    return {
        "token": TOKEN,
        "payment_provider_token": "",
        "chat_id": str(person),
        "super_group_id": str(supergroup),
        "forum_group_id": str(chat("supergroup", "Topics", forum=True)),
        "channel_id": f"@{CHANNEL}",
        "subscription_channel_id": chat("channel", "Subscribers"),
        "name": "Bot 579694714",
        "username": f"@{USERNAME}",
    }


def with_requests(library: Path) -> list[str]:
    """Return the files that hold tests with requests."""
    files = sorted(library.glob("tests/**/test_*.py"))
    return [str(file.relative_to(library)) for file in files if "WithRequest" in file.read_text(encoding="utf-8")]


def run_tests(library: Path, sandbox: httpx.Client, results: Path, more: list[str]) -> dict[str, dict[str, str]]:
    """Run the library's tests in a process of their own, and return the outcomes by name."""
    bots = base64.b64encode(json.dumps([furnish(sandbox)]).encode()).decode()
    # The library's tests read their chats from these variables, as they do where its developers run them.
    environment = os.environ | {
        "GITHUB_ACTIONS": "true",
        "BOTS": bots,
        "JOB_INDEX": "-1",
        "TEST_WITH_OPT_DEPS": "false",
        "PEER_SANDBOX": str(sandbox.base_url).rstrip("/"),
        "PEER_RESULTS": str(results),
        "PYTHONPATH": os.pathsep.join((str(library / "src"), str(Path(__file__).parent))),
    }
    loops = [f"asyncio_default_{what}_loop_scope=session" for what in ("fixture", "test")]
    options = [word for option in ("addopts=", *loops) for word in ("-o", option)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "peer_plugin", "-p", "no:cacheprovider", "-p", "no:xdist"]
    kept = [*command, *options, "--tb=short", "--timeout=120", *(more or with_requests(library))]
    with results.with_suffix(".txt").open("wb") as output:
        subprocess.run(kept, cwd=library, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False)
    if not results.exists():
        print(results.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")[-4000:])
        raise SystemExit("the tests did not run")
    found: dict[str, dict[str, str]] = json.loads(results.read_text(encoding="utf-8"))
    return found


def report(found: dict[str, dict[str, str]]) -> None:
    """Print the figures, then each red test and each group that is left out with its reason."""
    print(", ".join(f"{len(found[outcome])} {outcome}" for outcome in found))
    for outcome in ("red", "skipped"):
        for name, why in sorted(found[outcome].items()):
            print(f"{outcome}: {name}: {why[:200]}")
    for why, count in Counter(found["left out"].values()).most_common():
        print(f"left out: {count}: {why}")
        for name in sorted(name for name, reason in found["left out"].items() if reason == why):
            print(f"  {name}")


def main() -> None:
    """Run the tests, or those that the arguments name as pytest names them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        library = unpacked(folder)
        process, sandbox = begin_sandbox()
        try:
            found = run_tests(library, sandbox, folder / "results.json", sys.argv[1:])
        finally:
            process.terminate()
            process.wait(10)
    report(found)
    raise SystemExit(1 if found["red"] or not found["green"] else 0)


if __name__ == "__main__":
    main()
