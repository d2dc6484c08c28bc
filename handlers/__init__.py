"""Conversations: a Telegram update becomes one service call and an answer to the person who acted."""

from copy import deepcopy

from aiogram import Router


def build_router() -> Router:
    """Return the whole conversation. The order is the order of asking: first who is this, last what is left over.

    aiogram hangs a router into one tree only; each call hangs copies, so that one process can serve many townships.
    """
    from handlers.accounts import group_codes, groups
    from handlers.accounts import login as identity
    from handlers.agenda import agenda as today
    from handlers.assignments import arrival, feedback, verification
    from handlers.assignments import extensions as extension
    from handlers.assignments import tasks as unit
    from handlers.broadcasts import audience as broadcast_audience
    from handlers.broadcasts import drafting as broadcast
    from handlers.broadcasts import sent as broadcast_state
    from handlers.cases import own_cases as own
    from handlers.cases import view as case
    from handlers.county import presses as county_presses
    from handlers.county import reports as county
    from handlers.demobilisation import demobilisation
    from handlers.digests import digests
    from handlers.drafts import middleware as open_draft
    from handlers.duty import duty
    from handlers.field import handovers as handing
    from handlers.field import notes as field
    from handlers.field import tracks as whereabouts
    from handlers.filing import corrections
    from handlers.filing import presses as filing_presses
    from handlers.filing import supplements as late
    from handlers.filing import taking_in as filing
    from handlers.kit import date_picker as calendar
    from handlers.kit import dialogs as dialog_messages
    from handlers.kit import routers as acting
    from handlers.menu import fallback as leftovers
    from handlers.menu import menu
    from handlers.mobilisation import drafting as mobilisation
    from handlers.mobilisation import responses as muster
    from handlers.operations import dead_letters as parked
    from handlers.operations import undelivered
    from handlers.orders import orders
    from handlers.questions import asking as ask
    from handlers.reachability import reachability
    from handlers.remediation import remediation as mends
    from handlers.roster import check as roster_check
    from handlers.squads import joining, squads
    from handlers.triage import merging as merge
    from handlers.triage import planning as triage
    from handlers.triage import queue as station
    from handlers.triage import rerouting as reroute

    root = Router(name="bihuan")
    root.message.outer_middleware(menu.Shortcuts())
    root.message.outer_middleware(open_draft.OpenDraft())
    root.callback_query.outer_middleware(acting.Confirms())
    dialog_messages.setup(root)
    root.errors.register(leftovers.outdated_window, leftovers.OUTDATED)
    in_order = (
        groups.router,  # what is said in groups ends here
        identity.strangers,  # whoever is not on the roster ends here
        menu.router,  # /cancel and the menu work from anywhere
        identity.router,
        group_codes.router,
        ask.router,  # a question that was asked is answered before anything else is read into the words
        duty.router,
        squads.router,
        broadcast.router,
        broadcast_audience.router,
        broadcast_state.router,
        mobilisation.router,
        muster.router,
        demobilisation.router,
        handing.router,
        whereabouts.router,
        joining.router,
        roster_check.router,
        reachability.router,
        mends.router,
        merge.router,
        reroute.router,
        triage.router,
        unit.router,
        arrival.router,
        orders.router,
        county.router,
        county_presses.router,
        own.router,
        calendar.router,
        today.router,
        digests.router,
        station.router,
        extension.router,
        feedback.router,
        verification.router,
        undelivered.router,
        parked.router,
        field.router,  # what somebody sends who reports from the field is no report of a hazard
        # The desk's and the units' own routers: commands, presses, and what is sent while one of their cards is open.
        filing_presses.router,
        late.router,
        corrections.router,
        case.router,
        filing.router,  # whatever else is sent to the bot is the start of a report, or belongs to one
        own.dialog,
        leftovers.router,
    )
    for router in in_order:
        root.include_router(deepcopy(router))
    return root
