"""Active, updated, cancelled, expired: decided from a set of messages, in whatever order they came."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.warnings.cap.alerts import Alert, Area, Info, MessageType, Reference, Status
from services.warnings.meaning.messages import Key
from services.warnings.meaning.standings import Outlook, State, judge
from warning_steps import cap, info, one, said

DAY = timedelta(days=1)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def at_noon(
    *alerts: Alert,
    status: Status = Status.ACTUAL,
    closed: Collection[Key] = (),
    answers: Mapping[Key, Collection[Key]] | None = None,
) -> Outlook:
    return judge(alerts, now=NOON, lasts=DAY, status=status, closed=closed, answers=answers)


def states(outlook: Outlook) -> dict[str, State]:
    return {one.alert.identifier: one.state for one in outlook.standings}


def cancel(hour: float, *cites: str, name: str = "C", sender: str = "station") -> Alert:
    return said(name, hour, *cites, kind=MessageType.CANCEL, infos=(), sender=sender)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("third", [("2",), ("1",), ("1", "2"), ("0",)])
def test_alert_update_update_in_any_order_are_one_active_warning(order: tuple[int, ...], third: tuple[str]) -> None:
    alerts = [said("1", 1, kind=MessageType.ALERT), said("2", 2, "1", "0"), said("3", 3, *third)]
    outlook = at_noon(*(alerts[at] for at in order))
    assert states(outlook) == {"1": State.UPDATED, "2": State.UPDATED, "3": State.ACTIVE}
    assert len({one.warning for one in outlook.standings}) == 1
    assert outlook.questions == ()


def test_alike_texts_are_two_warnings() -> None:
    outlook = at_noon(said("1", 1), said("2", 2))
    assert len({one.warning for one in outlook.active}) == 2


def test_updates_of_two_parts_of_one_warning_are_both_in_force() -> None:
    north, south = (Info(event="暴雨", areas=(Area(name=name),)) for name in ("north", "south"))
    outlook = at_noon(said("1", 1), said("2", 2, "1", infos=(north,)), said("3", 3, "1", infos=(south,)))
    assert states(outlook) == {"1": State.UPDATED, "2": State.ACTIVE, "3": State.ACTIVE}
    ended = at_noon(*(one.alert for one in outlook.standings), cancel(4, "1"))
    assert len(ended.active) == 2
    assert ended.questions[0].candidates == (("station", "2"), ("station", "3"))


def test_several_entries_of_one_identifier_are_one() -> None:
    chinese, english = Info(language="zh-CN", event="暴雨"), Info(language="en", event="Rainstorm")
    outlook = at_noon(said("1", 1, infos=(chinese,)), said("1", 1, infos=(english,)), said("1", 1, infos=(chinese,)))
    assert [one.alert.infos for one in outlook.active] == [(chinese, english)]
    later = at_noon(said("1", 1, infos=(chinese,)), said("1", 2, infos=(english,)))
    assert [one.alert.infos for one in later.active] == [(english,)]


def test_messages_that_retire_each_other_leave_one_in_force() -> None:
    alerts = [said("1", 1, "3"), said("2", 1, "1"), said("3", 1, "2")]
    assert len(at_noon(*alerts).active) == 1


def test_nobody_retires_or_cancels_the_warning_of_another_station() -> None:
    outlook = at_noon(said("1", 1), said("2", 2, "1", sender="other"), cancel(3, "1", sender="other"))
    assert states(outlook) == {"1": State.ACTIVE, "2": State.ACTIVE}
    assert outlook.questions[0].why.key == "warning-asks-sender"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_cancel_ends_the_warning_whatever_version_it_cites(order: tuple[int, ...]) -> None:
    alerts = [said("1", 1), said("2", 2, "1"), cancel(3, "1")]
    outlook = at_noon(*(alerts[at] for at in order))
    assert states(outlook) == {"1": State.UPDATED, "2": State.CANCELLED}
    assert (outlook.active, outlook.questions) == ((), ())


def test_a_cancel_that_is_older_than_the_update_ends_nothing() -> None:
    outlook = at_noon(said("1", 1), said("2", 3, "1"), cancel(2, "1"))
    assert states(outlook) == {"1": State.UPDATED, "2": State.ACTIVE}


def test_a_cancel_that_cites_older_names_of_the_same_warning_does_not_ask() -> None:
    outlook = at_noon(said("3", 3, "1", "2"), cancel(4, "1", "2", "3"))
    assert states(outlook) == {"3": State.CANCELLED}
    assert outlook.questions == ()


@pytest.mark.parametrize(
    ("cites", "why", "candidates"),
    [
        (("X",), "unknown", ("1", "2")),
        ((), "uncited", ("1", "2")),
        (("1", "X"), "unknown", ("1",)),
        (("1", "2"), "several", ("1", "2")),
    ],
)
def test_a_cancel_that_cites_unknown_or_several_asks(
    cites: tuple[str, ...], why: str, candidates: tuple[str, ...]
) -> None:
    alerts = [said("1", 1), said("2", 2), cancel(3, *cites)]
    outlook = at_noon(*alerts)
    assert len(outlook.active) == 2
    (question,) = outlook.questions
    assert question.why.key == f"warning-asks-{why}"
    assert [key[1] for key in question.candidates] == list(candidates)
    answered = at_noon(*alerts, answers={question.ending.key: [("station", "1")]})
    assert states(answered) == {"1": State.CANCELLED, "2": State.ACTIVE}
    assert answered.questions == ()


def test_a_cancel_after_the_station_closed_it_reopens_nothing() -> None:
    closed = [("station", "1")]
    assert states(at_noon(said("1", 1), closed=closed)) == {"1": State.CANCELLED}
    outlook = at_noon(said("1", 1), cancel(3, "1"), closed=closed)
    assert states(outlook) == {"1": State.CANCELLED}
    assert outlook.questions == ()
    news = at_noon(said("1", 1), said("2", 2, "1"), closed=closed)
    assert [one.alert.identifier for one in news.active] == ["2"]


def test_an_issuer_that_cancels_under_the_same_identifier() -> None:
    assert states(at_noon(said("1", 1), cancel(2, name="1"))) == {"1": State.CANCELLED}


def test_an_all_clear_is_not_listed_as_danger() -> None:
    over = said("2", 2, "1", infos=(Info(event="暴雨", headline="解除暴雨橙色预警"),))
    assert states(at_noon(said("1", 1), over)) == {"1": State.CANCELLED}


@pytest.mark.parametrize("status", [Status.TEST, Status.EXERCISE, Status.DRAFT, Status.SYSTEM])
def test_what_is_not_real_touches_nothing_real(status: Status) -> None:
    test = said("2", 2, "1", status=status)
    gone = said("C", 3, "1", kind=MessageType.CANCEL, status=status)
    assert states(at_noon(said("1", 1), test, gone)) == {"1": State.ACTIVE}
    assert states(at_noon(said("1", 1), test, status=status)) == {"2": State.ACTIVE}


def test_answers_of_systems_are_no_warnings() -> None:
    outlook = at_noon(said("1", 1, kind=MessageType.ACK), said("2", 1, kind=MessageType.ERROR))
    assert outlook.standings == ()


def test_coming_active_and_ended_by_our_clock() -> None:
    times = {"onset": "2026-11-28T08:00:00+08:00", "expires": "2026-11-28T20:00:00+08:00"}
    alert = one(cap(info(**times), sent="2026-11-27T22:30:00Z"))
    seen = {}
    for hour in (23, 25, 35, 36):
        now = datetime(2026, 11, 27, tzinfo=UTC) + timedelta(hours=hour)
        (standing,) = judge([alert], now=now, lasts=DAY).standings
        seen[hour] = (standing.state, standing.coming(now))
    assert seen == {
        23: (State.ACTIVE, True),
        25: (State.ACTIVE, False),
        35: (State.ACTIVE, False),
        36: (State.EXPIRED, False),
    }


_NAMES = st.sampled_from("123456")
_SET = st.lists(
    st.builds(
        lambda name, hour, cites, kind: said(name, hour, *cites, kind=kind),
        _NAMES,
        st.integers(0, 5),
        st.lists(_NAMES, max_size=3),
        st.sampled_from([MessageType.ALERT, MessageType.UPDATE, MessageType.CANCEL]),
    ),
    max_size=7,
    unique_by=lambda alert: (alert.identifier, alert.sent),
)


@settings(max_examples=200, deadline=None)
@given(_SET, st.randoms(use_true_random=False))
def test_the_order_never_matters_and_no_danger_is_lost_without_a_message(alerts: list[Alert], random: Random) -> None:
    outlook = at_noon(*alerts)
    shuffled = list(alerts)
    random.shuffle(shuffled)
    assert at_noon(*shuffled) == outlook
    for warning in {standing.warning for standing in outlook.standings}:
        members = [standing.state for standing in outlook.standings if standing.warning == warning]
        assert {State.ACTIVE, State.CANCELLED} & set(members)  # nothing is old enough to expire


def test_a_reference_with_a_sender_means_that_sender_only() -> None:
    two = [said("1", 1, sender="a"), said("1", 1, sender="b")]
    ending = Alert("C", "b", NOON, message_type=MessageType.CANCEL, references=(Reference("1", "b"),))
    outlook = at_noon(*two, ending)
    assert {one.alert.sender: one.state for one in outlook.standings} == {"a": State.ACTIVE, "b": State.CANCELLED}
