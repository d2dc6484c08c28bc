"""The demo's other scripts: a danger to life, a squad called, a warning sent to many, a report to the county.

They begin where the world is when they are chosen, on people who are logged in.
"""

from bot.demo.cast import Cast
from bot.demo.guide import both, pressed, step, told
from sandbox.web.guide import Guide, either, presses, sends


def scenarios(cast: Cast) -> list[Guide]:
    """Return the scripts beside the first one."""
    return [_danger(cast), _squad(cast), _warning(cast), _county(cast)]


def _danger(cast: Cast) -> Guide:
    reporter, duty = cast.verifier.id, cast.duty.id
    steps = [
        step("sos-call", reporter, told(duty, "notice-filed")),
        step("sos-photo", reporter, either(sends(reporter, "photo"), sends(reporter, "voice"))),
        step("sos-words", reporter, told(duty, "notice-supplemented", "addition-said")),
        step("sos-act", duty, presses(duty)),
        step("sos-end", reporter, pressed(reporter, "filing-button-done")),
    ]
    return Guide(both("demo-sos"), steps, both("demo-sos-short"), (reporter, duty))


def _squad(cast: Cast) -> Guide:
    duty, group, member = cast.duty.id, cast.squad.room.id, cast.squad.members[0].id
    steps = [
        step("squad-open", duty, told(duty, "mobilise-draft")),
        step("squad-draft", duty, told(duty, "mobilise-draft", "mobilise-squads", "mobilise-task", "mobilise-place")),
        step("squad-go", duty, told(member, "mobilise-head-live")),
        step("squad-answer", member, presses(member)),
        step("squad-count", duty, told(duty, "mobilise-silent-head")),
    ]
    return Guide(both("demo-squad"), steps, both("demo-squad-short"), (duty, member, group))


def _warning(cast: Cast) -> Guide:
    duty, leader, reader = cast.duty.id, cast.leader.id, cast.verifier.id
    steps = [
        step("warn-open", duty, told(duty, "broadcast-draft")),
        step("warn-draft", duty, told(duty, "broadcast-preview")),
        step("warn-ask", duty, told(leader, "broadcast-consent-ask")),
        step("warn-consent", leader, pressed(leader, "broadcast-agree")),
        step("warn-receive", reader, pressed(reader, "broadcast-received")),
        step("warn-count", duty, told(duty, "broadcast-received-by")),
    ]
    return Guide(both("demo-warn"), steps, both("demo-warn-short"), (duty, leader, reader))


def _county(cast: Cast) -> Guide:
    reporter, duty = cast.reporter.id, cast.duty.id
    steps = [
        step("county-case", reporter, told(duty, "notice-filed")),
        step("county-open", duty, told(duty, "county-card-how")),
        step("county-figures", duty, told(duty, "county-card-send")),
        step("county-sent", duty, told(duty, "county-done")),
    ]
    return Guide(both("demo-county"), steps, both("demo-county-short"), (reporter, duty))
