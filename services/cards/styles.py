"""Colours of buttons, for what must not be confused: one table, by a button's action and the verb in its extra.

``action.verb`` goes before ``*.verb``, and that before ``action``. A button in no row has no colour of its own.
The colours are of Bot API 9.4; an older client or server shows the button without.
"""

from collections.abc import Mapping
from enum import StrEnum

from services.cards.card import Button


class Style(StrEnum):
    """Telegram's names of the colours."""

    DANGER = "danger"  # red: calls for help, or takes something back, refuses or ends it
    SUCCESS = "success"  # green: says yes, accepts, has arrived, is safe
    PRIMARY = "primary"  # blue: the step that is wanted next


ROWS: Mapping[Style, str] = {
    Style.DANGER: """
        report.sos report.sos2 mu_sos
        decline dismiss withdraw refuse_extension return reopen declare_over sure_over merge_sure mu.cannot
        *.cancel *.drop
        bc_no bc_undo bc_cancel ev_no ev_undo ev_back ev_force ho_no ho_off duty_no mo_down mo_end mo_sure
        drill_stop drill_cancel drill_drop meeting_cancel training_cancel topic_withdraw appeal_withdraw
        inspection_withdraw risk_close home_close play_stop warning_close colour_drop county_stable_sure
    """,
    Style.SUCCESS: """
        accept accept_partly confirm_on grant_extension resume
        mu.coming mu.on_scene mu_ok mu_back mo_safe roll_call reach_yes inquiry_yes
        verified verification.pass
        bc_yes ev_yes ho_yes duty_yes duty_on duty_in calls_ok patrol_ok
    """,
    Style.PRIMARY: """
        as_suggested triage dispatch feed_back verify close plan.go plan.judge
        *.submit *.send *.file *.enter *.issue county_card.sure
        bc_look bc_send ev_look ev_send mo_look mo_go reach_go order_sure order_answer drill_go unsent_take
        calls_ring mobilise play_go
    """,
}
STYLES: Mapping[str, Style] = {name: style for style, names in ROWS.items() for name in names.split()}

PAGED = frozenset({"bc_look", "mo_look"})
"""Steps whose pages are turned by buttons of the same action, with the page's number."""


def style_of(one: Button) -> Style | None:
    """Return the colour of a button; None: it has none of its own."""
    if one.data is None:
        return None
    _, action, _, extra = (one.data.split(":", 3) + [""] * 3)[:4]
    verb = extra.partition(".")[0]
    if action in PAGED and verb.isdigit():
        return None
    return STYLES.get(f"{action}.{verb}") or STYLES.get(f"*.{verb}") or STYLES.get(action)
