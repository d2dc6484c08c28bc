"""Where every area of the domain plugs in: one line for each."""

from services.accounts import kinds as accounts_kinds
from services.broadcasts import kinds as broadcasts_kinds
from services.cases import notices as cases_notices
from services.core.registry import Registry
from services.county import hooks as county
from services.demobilisation import kinds as demobilisation_kinds
from services.field import kinds as field_kinds
from services.messaging import kinds as messaging_kinds
from services.mobilisation import hooks as mobilisation
from services.mobilisation import kinds as mobilisation_kinds
from services.reachability import kinds as reachability_kinds

REGISTRY = Registry(
    (
        *county.HOOKS,
        *mobilisation.HOOKS,
    )
)
KINDS = (
    *accounts_kinds.KINDS,
    *broadcasts_kinds.KINDS,
    *cases_notices.KINDS,
    *demobilisation_kinds.KINDS,
    *field_kinds.KINDS,
    *messaging_kinds.KINDS,
    *mobilisation_kinds.KINDS,
    *reachability_kinds.KINDS,
)
"""Every kind of message."""
