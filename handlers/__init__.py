"""Conversations: a Telegram update becomes one service call and an answer to the person who acted."""

from copy import deepcopy

from aiogram import Router


def build_router() -> Router:
    """Return the whole conversation. The order is the order of asking: first who is this, last what is left over.

    aiogram hangs a router into one tree only; each call hangs copies, so that one process can serve many townships.
    """
    from handlers import (
        acting,
        ask,
        broadcast,
        broadcast_audience,
        broadcast_state,
        calendar,
        case,
        corrections,
        county,
        county_presses,
        dialog_messages,
        digests,
        duty,
        extension,
        feedback,
        field,
        filing,
        filing_presses,
        group_codes,
        groups,
        handing,
        identity,
        joining,
        late,
        leftovers,
        lists,
        mends,
        menu,
        merge,
        mobilisation,
        muster,
        open_draft,
        orders,
        own,
        parked,
        reachability,
        reroute,
        roster_check,
        squads,
        station,
        today,
        triage,
        undelivered,
        unit,
        verification,
        whereabouts,
    )

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
        field.router,
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
        orders.router,
        county.router,
        county_presses.router,
        own.router,
        calendar.router,
        lists.router,
        today.router,
        digests.router,
        station.router,
        extension.router,
        feedback.router,
        verification.router,
        undelivered.router,
        parked.router,
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
