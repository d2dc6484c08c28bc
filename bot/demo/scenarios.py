"""The demo's other scripts: a danger to life, a squad called, a warning sent to many, a report to the county.

They begin where the world is when they are chosen, on people who are logged in.
"""

from bot.demo.cast import Cast
from bot.demo.guide import both, pressed, told
from sandbox.web.guide import Check, Guide, Step, either, presses, sends, shows


def scenarios(cast: Cast) -> list[Guide]:
    """Return the scripts beside the first one."""
    return [_danger(cast), _squad(cast), _warning(cast), _county(cast)]


def _step(name: str, phone: int, done: Check) -> Step:
    return Step(both(f"demo-{name}-title"), both(f"demo-{name}"), phone, done)


def _danger(cast: Cast) -> Guide:
    reporter, duty = cast.verifier.id, cast.duty.id
    steps = [
        _step("sos-call", reporter, shows(duty, "XQ")),
        _step("sos-photo", reporter, either(sends(reporter, "photo"), sends(reporter, "voice"))),
        _step("sos-words", reporter, sends(reporter, "text", times=2)),
        _step("sos-act", duty, presses(duty)),
        _step("sos-end", reporter, pressed(reporter, "补充完毕", "Done")),
    ]
    return Guide(both("demo-sos"), steps, both("demo-sos-short"), (reporter, duty))


def _squad(cast: Cast) -> Guide:
    duty, captain, member = cast.duty.id, cast.squad.captain.id, cast.squad.members[0].id
    steps = [
        _step("squad-open", duty, told(duty, "集结", "quad")),
        _step("squad-draft", duty, either(sends(duty, "text", times=2), pressed(duty, "选好了", "Done"))),
        _step("squad-go", duty, told(member, "集结", "ssemble")),
        _step("squad-answer", member, presses(member)),
        _step("squad-count", captain, presses(captain)),
    ]
    return Guide(both("demo-squad"), steps, both("demo-squad-short"), (duty, captain, member))


def _warning(cast: Cast) -> Guide:
    duty, leader, reader = cast.duty.id, cast.leader.id, cast.verifier.id
    steps = [
        _step("warn-open", duty, told(duty, "群发", "roadcast")),
        _step("warn-draft", duty, either(sends(duty, "text", times=2), pressed(duty, "模板", "emplate"))),
        _step("warn-ask", duty, told(leader, "复核", "second person")),
        _step("warn-consent", leader, pressed(leader, "同意", "onsent")),
        _step("warn-receive", reader, pressed(reader, "收到", "Received")),
        _step("warn-count", duty, told(duty, "未确认", "not confirmed")),
    ]
    return Guide(both("demo-warn"), steps, both("demo-warn-short"), (duty, leader, reader))


def _county(cast: Cast) -> Guide:
    reporter, duty = cast.verifier.id, cast.duty.id
    steps = [
        _step("county-case", reporter, shows(duty, "XQ")),
        _step("county-open", duty, pressed(duty, "初报", "irst report")),
        _step("county-figures", duty, sends(duty, "text")),
        _step("county-text", duty, pressed(duty, "文稿", "text")),
        _step("county-sent", duty, told(duty, "已报送", "eported")),
    ]
    return Guide(both("demo-county"), steps, both("demo-county-short"), (reporter, duty))
