"""Conversations: a Telegram update becomes one service call and an answer to the person who acted."""

from copy import deepcopy

from aiogram import Router


def build_router() -> Router:
    """Return the whole conversation. The order is the order of asking: first who is this, last what is left over.

    aiogram hangs a router into one tree only; each call hangs copies, so that one process can serve many townships.
    """
    from handlers.accounts import group_codes, groups, login
    from handlers.agenda import agenda
    from handlers.assignments import arrival, extensions, feedback, tasks, verification
    from handlers.broadcasts import audience
    from handlers.broadcasts import drafting as broadcasts_drafting
    from handlers.broadcasts import sent as broadcasts_sent
    from handlers.cases import own_cases
    from handlers.cases import view as cases_view
    from handlers.county import presses as county_presses
    from handlers.county import reports
    from handlers.demobilisation import demobilisation
    from handlers.digests import digests
    from handlers.drafts import middleware as drafts_middleware
    from handlers.duty import duty
    from handlers.field import handovers, notes, tracks
    from handlers.filing import corrections, supplements, taking_in
    from handlers.filing import presses as filing_presses
    from handlers.kit import date_picker, dialogs, routers
    from handlers.menu import fallback, menu
    from handlers.mobilisation import drafting as mobilisation_drafting
    from handlers.mobilisation import responses as mobilisation_responses
    from handlers.operations import dead_letters, undelivered
    from handlers.orders import orders
    from handlers.questions import asking as questions_asking
    from handlers.reachability import reachability
    from handlers.remediation import remediation
    from handlers.roster import check as roster_check
    from handlers.squads import joining as squads_joining
    from handlers.squads import squads
    from handlers.triage import merging, planning, rerouting
    from handlers.triage import queue as triage_queue

    root = Router(name="bihuan")
    root.message.outer_middleware(menu.Shortcuts())
    root.message.outer_middleware(drafts_middleware.OpenDraft())
    root.callback_query.outer_middleware(routers.Confirms())
    dialogs.setup(root)
    root.errors.register(fallback.outdated_window, fallback.OUTDATED)
    in_order = (
        groups.router,  # what is said in groups ends here
        login.strangers,  # whoever is not on the roster ends here
        menu.router,  # /cancel and the menu work from anywhere
        login.router,
        group_codes.router,
        questions_asking.router,  # a question that was asked is answered before anything else is read into the words
        duty.router,
        squads.router,
        broadcasts_drafting.router,
        audience.router,
        broadcasts_sent.router,
        mobilisation_drafting.router,
        mobilisation_responses.router,
        demobilisation.router,
        handovers.router,
        tracks.router,
        squads_joining.router,
        roster_check.router,
        reachability.router,
        remediation.router,
        merging.router,
        rerouting.router,
        planning.router,
        tasks.router,
        arrival.router,
        orders.router,
        reports.router,
        county_presses.router,
        own_cases.router,
        date_picker.router,
        agenda.router,
        digests.router,
        triage_queue.router,
        extensions.router,
        feedback.router,
        verification.router,
        undelivered.router,
        dead_letters.router,
        notes.router,  # what somebody sends who reports from the field is no report of a hazard
        # The desk's and the units' own routers: commands, presses, and what is sent while one of their cards is open.
        filing_presses.router,
        supplements.router,
        corrections.router,
        cases_view.router,
        taking_in.router,  # whatever else is sent to the bot is the start of a report, or belongs to one
        own_cases.dialog,
        fallback.router,
    )
    for router in in_order:
        root.include_router(deepcopy(router))
    return root
