"""Where every area of the domain plugs in: one line for each."""

from services.core.registry import Registry
from services.county import hooks as county
from services.mobilisation import hooks as mobilisation

REGISTRY = Registry(
    (
        *county.HOOKS,
        *mobilisation.HOOKS,
    )
)
