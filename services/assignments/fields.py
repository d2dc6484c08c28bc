"""The form of a verification."""

from models.enums import DraftKind
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, LOOK, RESUME, SUBMIT, Form


class VerificationFields(Fields):
    """The words of a verifier; ``remains`` opens a follow-up case for what is left of the hazard."""

    remains: bool = False


FORMS = (
    Form(
        DraftKind.FEEDBACK, ((SUBMIT, "feedback", "submit"), (RESUME, "feedback", "show"), (DROP, "feedback", "cancel"))
    ),
    Form(DraftKind.VERIFICATION, ((LOOK, "verification", "show"), (DROP, "verification", "cancel"))),
)
