"""Items that arrive while one batch is committed share the next commit, and each waits for its own."""

import asyncio

import pytest

from services.operations.group_commit import GroupCommit


class Ledger:
    """Commits batches when it is told to, and refuses those with a word it does not take."""

    def __init__(self, most: int | None = None) -> None:
        self.batches: list[list[str]] = []
        self.open = asyncio.Event()
        self.group: GroupCommit[str] = GroupCommit(self._commit, most)

    async def _commit(self, batch: list[str]) -> None:
        self.batches.append(batch)
        await self.open.wait()
        if "bad" in batch:
            raise ValueError("bad")


async def test_what_arrives_during_a_commit_goes_into_the_next_one() -> None:
    ledger = Ledger()
    first = ledger.group.add("one")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [ledger.group.add("two"), ledger.group.add("three")]
    assert not first.done()
    ledger.open.set()
    await asyncio.gather(first, *others)
    assert ledger.batches == [["one"], ["two", "three"]]


async def test_a_batch_holds_no_more_than_it_may() -> None:
    ledger = Ledger(most=2)
    ledger.open.set()
    await asyncio.gather(*(ledger.group.add(str(number)) for number in range(5)))
    assert ledger.batches == [["0", "1"], ["2", "3"], ["4"]]


async def test_a_batch_that_fails_fails_for_all_in_it_and_for_nobody_else() -> None:
    ledger = Ledger(most=2)
    ledger.open.set()
    added = [ledger.group.add(word) for word in ("good", "bad", "later")]
    assert [type(error) for error in await asyncio.gather(*added, return_exceptions=True)] == [
        ValueError,
        ValueError,
        type(None),
    ]
    with pytest.raises(ValueError, match="bad"):
        await ledger.group.add("bad")


async def test_a_caller_who_gave_up_costs_the_others_nothing() -> None:
    ledger = Ledger()
    given_up, other = ledger.group.add("one"), ledger.group.add("two")
    given_up.cancel()
    ledger.open.set()
    await other
    assert ledger.batches == [["one", "two"]]


async def test_finish_waits_for_everything_added_so_far() -> None:
    ledger = Ledger(most=1)
    added = [ledger.group.add("one"), ledger.group.add("two")]
    ledger.open.set()
    await ledger.group.finish()
    assert all(future.done() for future in added)
