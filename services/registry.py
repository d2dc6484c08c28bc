"""Where every area of the domain plugs in: one line for each."""

from services.accounts import kinds as accounts_kinds
from services.accounts import ticks as accounts_ticks
from services.answers import kinds as answers_kinds
from services.assessment import closing as assessment_closing
from services.assessment import owed as assessment_owed
from services.assessment.documents import notice as assessment_documents
from services.assignments import assessed as assignments_assessed
from services.assignments import awaited as assignments_awaited
from services.assignments import hooks as assignments_hooks
from services.assignments import owed as assignments_owed
from services.broadcasts import awaited as broadcasts_awaited
from services.broadcasts import kinds as broadcasts_kinds
from services.broadcasts import owed as broadcasts_owed
from services.broadcasts import ringing as broadcasts_ringing
from services.broadcasts import sending as broadcasts_sending
from services.broadcasts import unsent as broadcasts_unsent
from services.calls import undelivered as calls_undelivered
from services.cases import notices as cases_notices
from services.cases import owed as cases_owed
from services.colours import asking as colours_asking
from services.colours import colours
from services.colours import kinds as colours_kinds
from services.core.clock import Clock
from services.core.database import Database
from services.core.town import Registry, Town
from services.county import fields as county_fields
from services.county import hooks as county_hooks
from services.county import owed as county_owed
from services.demobilisation import awaited as demobilisation_awaited
from services.demobilisation import kinds as demobilisation_kinds
from services.digests import digests
from services.drills import kinds as drills_kinds
from services.drills import owed as drills_owed
from services.drills.documents import report as drills_documents
from services.drills.run import answers as drills_answers
from services.drills.run import injecting as drills_injecting
from services.drills.run import real as drills_real
from services.drills.run import running as drills_running
from services.duties import assessed as duties_assessed
from services.duties import documents as duties_documents
from services.duties import owed as duties_owed
from services.duties import ticks as duties_ticks
from services.duties.maker import handover as duties_handover
from services.duty import awaited as duty_awaited
from services.duty import kinds as duty_kinds
from services.duty import owed as duty_owed
from services.duty import ticks as duty_ticks
from services.evacuation import awaited as evacuation_awaited
from services.evacuation import hooks as evacuation_hooks
from services.evacuation import kinds as evacuation_kinds
from services.evacuation import live as evacuation_live
from services.evacuation import owed as evacuation_owed
from services.evacuation.after import erasing as evacuation_erasing
from services.evacuation.order import figures as evacuation_figures
from services.field import handovers as field_handovers
from services.field import kinds as field_kinds
from services.field import ticks as field_ticks
from services.filing import awaited as filing_awaited
from services.filing import fields as filing_fields
from services.filing import kinds as filing_kinds
from services.inquiries import hooks as inquiries_hooks
from services.inquiries import kinds as inquiries_kinds
from services.inspections import counting as inspections_counting
from services.inspections import fields as inspections_fields
from services.inspections import hooks as inspections_hooks
from services.inspections import kinds as inspections_kinds
from services.inspections.documents import record as inspections_record
from services.media import kinds as media_kinds
from services.meetings import minutes as meetings_minutes
from services.meetings import notices as meetings_notices
from services.meetings import owed as meetings_owed
from services.meetings import planning as meetings_planning
from services.meetings.reports import assessed as meetings_assessed
from services.meetings.reports import documents as meetings_documents
from services.messaging import kinds as messaging_kinds
from services.messaging import ticks as messaging_ticks
from services.mobilisation import hooks as mobilisation
from services.mobilisation import kinds as mobilisation_kinds
from services.mobilisation import live_updates
from services.mobilisation import ticks as mobilisation_ticks
from services.operations import kinds as operations_kinds
from services.operations import ticks as operations_ticks
from services.orders import fields as orders_fields
from services.orders import owed as orders_owed
from services.patrols import fields as patrols_fields
from services.patrols import kinds as patrols_kinds
from services.patrols import patrols
from services.patrols import summary as patrols_summary
from services.patrols.documents import month as patrols_documents
from services.problems import notices as problems_notices
from services.problems import owed as problems_owed
from services.problems import publication as problems_publication
from services.problems.reports import assessed as problems_assessed
from services.problems.reports import documents as problems_documents
from services.reachability import asking as reachability_asking
from services.reachability import assessed as reachability_assessed
from services.reachability import awaited as reachability_awaited
from services.reachability import kinds as reachability_kinds
from services.reachability import ticks as reachability_ticks
from services.reception import kinds as reception_kinds
from services.reception import ticks as reception_ticks
from services.remediation import kinds as remediation_kinds
from services.remediation import owed as remediation_owed
from services.remediation import ticks as remediation_ticks
from services.reminders import kinds as reminders_kinds
from services.reminders import ticks as reminders_ticks
from services.retention import ticks as retention_ticks
from services.roster import reminders as roster_reminders
from services.settings.township import Township
from services.squads import kinds as squads_kinds
from services.squads import membership_notices
from services.training import attendance as training_attendance
from services.training import notices as training_notices
from services.training import owed as training_owed
from services.training.documents import hours as training_documents
from services.training.sheets import sheets as training_sheets
from services.triage import hooks as triage_hooks
from services.triage import kinds as triage_kinds
from services.unsent import kinds as unsent_kinds
from services.unsent import ticks as unsent_ticks
from services.warnings import in_force as warnings_in_force
from services.warnings import kinds as warnings_kinds
from services.warnings import orders as warnings_orders
from services.warnings import uploads as warnings_uploads
from services.warnings.feeds import looking as warnings_feeds
from services.warnings.playbooks import owed as warnings_play_owed
from services.warnings.playbooks import playing as warnings_playing
from texts import Texts

TICKS = (
    *warnings_feeds.TICKS,
    *warnings_in_force.TICKS,
    *warnings_uploads.TICKS,
    *colours_asking.TICKS,
    *duties_ticks.TICKS,
    *drills_injecting.TICKS,
    *meetings_planning.TICKS,
    *duty_ticks.TICKS,
    *reminders_ticks.TICKS,
    *messaging_ticks.TICKS,
    *reachability_ticks.TICKS,
    *remediation_ticks.TICKS,
    *problems_publication.TICKS,
    *assessment_closing.TICKS,
    *mobilisation_ticks.TICKS,
    *evacuation_live.TICKS,
    *field_ticks.TICKS,
    *digests.TICKS,
    *membership_notices.TICKS,
    *roster_reminders.TICKS,
    *training_sheets.TICKS,
    *unsent_ticks.TICKS,
    *accounts_ticks.TICKS,
    *evacuation_erasing.TICKS,
    *retention_ticks.TICKS,
    *operations_ticks.TICKS,
    *reception_ticks.TICKS,
)
"""Every tick. A moved clock works them off in this order."""
AWAITS = (
    *assignments_awaited.AWAITS,
    *broadcasts_awaited.AWAITS,
    *demobilisation_awaited.AWAITS,
    *drills_answers.AWAITS,
    *duty_awaited.AWAITS,
    *evacuation_awaited.AWAITS,
    *field_handovers.AWAITS,
    *filing_awaited.AWAITS,
    *meetings_owed.AWAITS,
    *reachability_awaited.AWAITS,
    *training_owed.AWAITS,
)
"""Every kind of answer that people may give in words (mobilisations state theirs among their hooks)."""
MEASURES = (
    *assignments_assessed.MEASURES,
    *duties_assessed.MEASURES,
    *meetings_assessed.MEASURES,
    *patrols_summary.MEASURES,
    *problems_assessed.MEASURES,
    *reachability_assessed.MEASURES,
)
"""Every measure that an item of the assessment may name (``services.settings.assessment.measures.MeasureName``)."""
REGISTRY = Registry(
    (
        *broadcasts_ringing.CALLS,
        *calls_undelivered.CALLS,
        *county_hooks.HOOKS,
        *triage_hooks.HOOKS,
        *assignments_hooks.HOOKS,
        *drills_real.HOOKS,
        *inquiries_hooks.HOOKS,
        *inspections_hooks.HOOKS,
        *mobilisation.HOOKS,
        *evacuation_hooks.HOOKS,
        *broadcasts_sending.ROLL_CALLS,
        *live_updates.ROLL_CALLS,
        *reachability_asking.ROLL_CALLS,
        *inspections_kinds.WAYS,
        *drills_running.ENTERED,
        *inspections_counting.FACTS,
        *meetings_minutes.FACTS,
        *patrols.FACTS,
        *training_attendance.FACTS,
        *meetings_planning.WAYS,
        *colours.SOURCES,
        *warnings_in_force.SOURCES,
        *warnings_orders.HOOKS,
        *warnings_playing.HOOKS,
        *patrols_kinds.WAYS,
        *filing_fields.FORMS,
        *orders_fields.FORMS,
        *county_fields.FORMS,
        *patrols_fields.FORMS,
        *inspections_fields.FORMS,
        *meetings_notices.FORMS,
        *problems_notices.FORMS,
        *assessment_owed.FORMS,
        *assessment_documents.DOCUMENTS,
        *drills_documents.DOCUMENTS,
        *duties_documents.DOCUMENTS,
        *inspections_record.DOCUMENTS,
        *meetings_documents.DOCUMENTS,
        *patrols_documents.DOCUMENTS,
        *problems_documents.DOCUMENTS,
        *training_documents.DOCUMENTS,
        *drills_kinds.WAYS,
        *drills_kinds.FORMS,
        *training_owed.WAYS,
        *training_notices.FORMS,
        *unsent_kinds.UNSENT,
        *broadcasts_unsent.UNSENT,
        *mobilisation_kinds.UNSENT,
        *evacuation_figures.FIGURES,
        *evacuation_kinds.UNSENT,
        *AWAITS,
        *MEASURES,
        *TICKS,
    )
)
KINDS = (
    *accounts_kinds.KINDS,
    *answers_kinds.KINDS,
    *assessment_owed.KINDS,
    *broadcasts_kinds.KINDS,
    *cases_notices.KINDS,
    *colours_kinds.KINDS,
    *demobilisation_kinds.KINDS,
    *digests.KINDS,
    *drills_kinds.KINDS,
    *duties_handover.KINDS,
    *duty_kinds.KINDS,
    *evacuation_kinds.KINDS,
    *field_kinds.KINDS,
    *filing_kinds.KINDS,
    *inquiries_kinds.KINDS,
    *inspections_kinds.KINDS,
    *media_kinds.KINDS,
    *meetings_notices.KINDS,
    *messaging_kinds.KINDS,
    *mobilisation_kinds.KINDS,
    *operations_kinds.KINDS,
    *patrols_kinds.KINDS,
    *problems_notices.KINDS,
    *reception_kinds.KINDS,
    *reachability_kinds.KINDS,
    *remediation_kinds.KINDS,
    *reminders_kinds.KINDS,
    *roster_reminders.KINDS,
    *squads_kinds.KINDS,
    *training_notices.KINDS,
    *triage_kinds.KINDS,
    *unsent_kinds.KINDS,
    *warnings_kinds.KINDS,
)
"""Every kind of message."""
OWED = (
    *assessment_owed.OWED,
    *assignments_owed.OWED,
    *broadcasts_owed.OWED,
    *cases_owed.OWED,
    *county_owed.OWED,
    *drills_owed.OWED,
    *duties_owed.OWED,
    *duty_owed.OWED,
    *evacuation_owed.OWED,
    *meetings_owed.OWED,
    *orders_owed.OWED,
    *problems_owed.OWED,
    *remediation_owed.OWED,
    *training_owed.OWED,
    *warnings_play_owed.OWED,
)
"""Everything that can be owed. The engine of time imports no area."""


def open_town(settings: Township, database: Database, texts: Texts, clock: Clock, token: str) -> Town:
    """Return a township at work, with everything that its areas state."""
    return Town(settings, database, texts, clock, token, REGISTRY, {one.kind: one for one in OWED})
