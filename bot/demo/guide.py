"""The demo's phones and its script: one hazard from the photo to the closing, played on four phones."""

from bot.demo.cast import Cast
from bot.demo.places import VILLAGES
from sandbox.web.guide import Check, Guide, Place, Seat, Step, either, every, presses, sends, shows
from services.settings.township import Township
from texts.bundle import load


def both(key: str) -> dict[str, str]:
    """Return a text in each language of the page."""
    texts = load()
    return {"zh": texts["zh_CN"].plain(key), "en": texts["en"].plain(key)}


def told(chat: int, chinese: str, english: str) -> Check:
    """Check that a chat shows a message with these words of either language."""
    return either(shows(chat, chinese), shows(chat, english))


def pressed(person: int, chinese: str, english: str) -> Check:
    """Check that a person has pressed a button with these words of either language."""
    return either(presses(person, chinese), presses(person, english))


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


def guide(cast: Cast) -> Guide:
    """Return the script. A step is ticked when the phones show that it was done."""
    officer, duty, handler, verifier = (player.id for player in (cast.officer, cast.duty, cast.handler, cast.verifier))
    photo_and_place = every(sends(officer, "photo"), sends(officer, "location"))
    steps = [
        Step(both("demo-login-title"), both("demo-login"), officer, sends(officer, "contact")),
        Step(both("demo-photo-title"), both("demo-photo"), officer, photo_and_place),
        Step(both("demo-submit-title"), both("demo-submit"), officer, shows(officer, "YH")),
        Step(both("demo-dispatch-title"), both("demo-dispatch"), duty, told(handler, "交办", "dispatched")),
        Step(both("demo-accept-title"), both("demo-accept"), handler, pressed(handler, "签收", "Accept")),
        Step(both("demo-feedback-title"), both("demo-feedback"), handler, told(verifier, "核验", "erif")),
        Step(both("demo-verify-title"), both("demo-verify"), verifier, told(duty, "核验通过", "erified")),
        Step(both("demo-close-title"), both("demo-close"), duty, told(officer, "已销号", "losed")),
        Step(both("demo-more-title"), both("demo-more"), duty, told(duty, "未送达", "ndelivered")),
    ]
    return Guide(both("demo-guide"), steps, short=both("demo-guide-short"), phones=(officer, duty, handler, verifier))
