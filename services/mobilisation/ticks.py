"""Teams in the field are asked whether all is well, and live cards show the newest figures."""

from services.core.tick import Tick, in_portions, one_by_one
from services.mobilisation import live_updates, safety_checks

TICKS = (
    Tick("keep_teams", safety_checks.next_due, in_portions(safety_checks.keep)),
    Tick("refresh_cards", live_updates.next_change, one_by_one(live_updates.changed, live_updates.refresh)),
)
