"""The call log: the newest 20,000 calls of bots, for tests to read."""

from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from sandbox.json import Json
from sandbox.wire.params import Params

KEEP_CALLS = 20_000


@dataclass(slots=True)
class CallRecord:
    """One call; `ok` is None while it runs, `lost` marks an answer that never left, `ms` is its duration."""

    n: int
    at: float
    bot_id: int
    method: str
    params: Params
    ok: bool | None = None
    error_code: int | None = None
    description: str | None = None
    lost: bool = False
    # Whether an ordered fault is the reason.
    fault: bool = False
    ms: float | None = None
    begun: float = field(default_factory=monotonic)

    def view(self) -> Json:
        """Return the call for the control API, with uploads by name and size only."""
        view: Json = {
            "n": self.n,
            "at": self.at,
            "bot_id": self.bot_id,
            "method": self.method,
            "chat_id": self.params.number("chat_id") if "chat_id" in self.params.values else None,
            "params": self.params.values,
            "ok": self.ok,
        }
        if self.error_code is not None:
            view["error_code"] = self.error_code
            view["description"] = self.description
        if self.lost:
            view["lost"] = True
        if self.fault:
            view["fault"] = True
        return view


class CallLog:
    """The newest calls, with growing numbers."""

    def __init__(self) -> None:
        self.count = 0
        self._ring: deque[CallRecord] = deque(maxlen=KEEP_CALLS)

    def begin(self, at: float, bot_id: int, method: str, params: Params) -> CallRecord:
        """Record a call that just came in."""
        self.count += 1
        # The bytes of uploads are not kept: only their names and sizes.
        kept = Params(params.shown()) if params.uploads else params
        record = CallRecord(self.count, at, bot_id, method, kept)
        self._ring.append(record)
        return record

    def after(self, number: int, method: str | None = None) -> list[CallRecord]:
        """Return the calls after a number, oldest first."""
        if number >= self.count:
            return []
        wanted = method.lower() if method else None
        skip = max(0, len(self._ring) - (self.count - number))
        newer = list(self._ring)[skip:] if skip else list(self._ring)
        return [call for call in newer if wanted is None or call.method.lower() == wanted]

    def clear(self) -> None:
        """Forget all calls; the numbers go on."""
        self._ring.clear()
