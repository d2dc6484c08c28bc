"""The webhook of a bot: it posts updates in order within a chat, and again until the bot answers 2xx."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable

import httpx
import orjson

from sandbox.json import Json
from sandbox.wire.http import parse_params
from sandbox.wire.params import Params
from sandbox.wire.updates import Update, UpdateQueue

Perform = Callable[[str, Params], Awaitable[None]]

TIMEOUT = 60.0
# Seconds before an update is posted again: the first pause, doubled each time up to the longest.
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """Posts the updates of one bot. A 2xx answer confirms an update; later ones of its lane wait for it."""

    def __init__(
        self,
        url: str,
        queue: UpdateQueue,
        *,
        secret: str,
        max_connections: int,
        now: Callable[[], float],
        ip_address: str | None = None,
        certified: bool = False,
    ) -> None:
        self.url = url
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self.ip_address = ip_address
        self.certified = certified
        self._secret = secret
        self._queue = queue
        self._now = now
        self._lanes: dict[int, deque[Update]] = {}
        self._slots = asyncio.Semaphore(max_connections)
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None
        self._perform: Perform | None = None

    def start(self, perform: Perform) -> None:
        """Post the pending updates, then new ones; `perform` runs a method from the body of an answer."""
        self._perform = perform
        limits = httpx.Limits(max_connections=self.max_connections, max_keepalive_connections=self.max_connections)
        self._client = httpx.AsyncClient(timeout=TIMEOUT, verify=False, limits=limits, trust_env=False)
        self._queue.on_push = self._take
        for update in list(self._queue.pending.values()):
            self._take(update)

    def stop(self) -> None:
        """Stop posting; unconfirmed updates stay pending."""
        self._queue.on_push = None
        for task in self._tasks:
            task.cancel()
        client, self._client = self._client, None
        if client is not None:
            closing = asyncio.get_running_loop().create_task(client.aclose())
            _CLOSING.add(closing)
            closing.add_done_callback(_CLOSING.discard)

    def view(self) -> Json:
        """Return the fields of `WebhookInfo` that the webhook knows."""
        view: Json = {
            "url": self.url,
            "max_connections": self.max_connections,
            "ip_address": self.ip_address or "127.0.0.1",
        }
        view["has_custom_certificate"] = self.certified
        if self.last_error is not None:
            view["last_error_date"], view["last_error_message"] = self.last_error
        return view

    def _take(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, number: int) -> None:
        """Post the updates of one lane, then end."""
        lane, pause = self._lanes[number], FIRST_PAUSE
        while lane:
            update = lane[0]
            if update.id in self._queue.pending:
                async with self._slots:
                    done = await self._post(update)
                if not done:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                    self._queue.expire(self._now())
                    continue
                self._queue.confirm((update.id,))
            pause = FIRST_PAUSE
            lane.popleft()
        del self._lanes[number]

    async def _post(self, update: Update) -> bool:
        client = self._client
        if client is None:
            return False
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: self._secret} if self._secret else {})
        try:
            answer = await client.post(self.url, content=orjson.dumps(update.view()), headers=headers)
        except httpx.TimeoutException:
            return self._failed("Read timeout expired")
        except httpx.ConnectError:
            return self._failed("Connection refused")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return self._failed(f"Connection failed: {error}")
        if not answer.is_success:
            return self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        update.offered = True
        await self._perform_answer(answer)
        return True

    def _failed(self, why: str) -> bool:
        self.last_error = (int(self._now()), why)
        return False

    async def _perform_answer(self, answer: httpx.Response) -> None:
        """Run the method in the body of an answer; nobody receives its result."""
        if not answer.content or self._perform is None:
            return
        with contextlib.suppress(ValueError):
            params = parse_params(b"", answer.headers.get("content-type", "").encode(), answer.content)
            if isinstance(method := params.values.pop("method", None), str):
                await self._perform(method, params)


# The clients that are closing; the set keeps their tasks alive.
_CLOSING: set[asyncio.Task[None]] = set()
