"""The demo's phones and its script: one hazard from the photo to the closing, played on four phones."""

import re

from bot.demo.cast import Cast
from bot.demo.places import VILLAGES
from sandbox.web.guide import Check, Guide, Place, Seat, Step, either, every, presses, sends, shows
from services.settings.township import Township
from texts.bundle import load


def both(key: str) -> dict[str, str]:
    """Return a text in each language of the page."""
    texts = load()
    return {"zh": texts["zh_CN"].plain(key), "en": texts["en"].plain(key)}


def said(key: str) -> re.Pattern[str]:
    """Return what finds the text of a key, in any language and whatever its arguments are."""
    texts = load()
    found = re.compile("|".join(texts[language].shape(key) for language in texts.languages), re.DOTALL)
    if found.search(""):
        raise ValueError(f"{key} has no words of its own to be found by")
    return found


def told(chat: int, *keys: str, times: int = 1) -> Check:
    """Check that a chat shows a message with the texts of all these keys."""
    return shows(chat, *map(said, keys), times=times)


def pressed(person: int, key: str) -> Check:
    """Check that a person has pressed the button with the text of a key."""
    return presses(person, said(key))


def title(township: Township) -> dict[str, str]:
    """Return the page's title."""
    return {"zh": f"闭环 · {township.name.zh_CN}", "en": f"Bihuan · {township.name.en}"}


def seats(cast: Cast, token: str) -> list[Seat]:
    """Return the phones of the demo; the first four are on the table."""
    return [
        Seat(person=cast.officer.id, bot=token, role=both("demo-seat-officer")),
        Seat(person=cast.duty.id, bot=token, role=both("demo-seat-duty")),
        Seat(person=cast.handler.id, bot=token, role=both("demo-seat-handler")),
        Seat(person=cast.verifier.id, bot=token, role=both("demo-seat-verifier")),
        Seat(group=cast.group.id, person=cast.duty.id, bot=token, role=both("demo-seat-group"), open=False),
        Seat(
            group=cast.squad.room.id,
            person=cast.squad.newcomer.id,
            bot=token,
            role=both("demo-seat-squad"),
            open=False,
        ),
        *(Seat(person=player.id, bot=token, role=role, open=False) for player, role in cast.others),
    ]


def places() -> list[Place]:
    """Return the villages for the drawn map."""
    return [Place(name, latitude, longitude, seat=code == "QX") for code, name, latitude, longitude, _ in VILLAGES]


def step(name: str, phone: int, done: Check) -> Step:
    """Return a step with the texts of its name."""
    return Step(both(f"demo-{name}-title"), both(f"demo-{name}"), phone, done)


def guide(cast: Cast) -> Guide:
    """Return the script. A step is ticked when the phones show that it was done."""
    officer, duty, handler, verifier = (player.id for player in (cast.officer, cast.duty, cast.handler, cast.verifier))
    steps = [
        step("login", officer, sends(officer, "contact")),
        step("photo", officer, every(sends(officer, "photo"), sends(officer, "location"))),
        step("submit", officer, told(officer, "notice-receipt")),
        step("dispatch", duty, told(handler, "notice-issued")),
        step("accept", handler, either(told(handler, "done-accept"), told(handler, "done-accept-soon"))),
        step("feedback", handler, told(verifier, "notice-to-verify")),
        step("verify", verifier, told(duty, "notice-verified")),
        step("close", duty, told(officer, "notice-closed")),
        step("more", duty, told(duty, "calls-head")),
    ]
    return Guide(both("demo-guide"), steps, short=both("demo-guide-short"), phones=(officer, duty, handler, verifier))
