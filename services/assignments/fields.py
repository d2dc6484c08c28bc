"""The form of a verification."""

from services.drafts.fields import Fields


class VerificationFields(Fields):
    """The words of a verifier; ``remains`` opens a follow-up case for what is left of the hazard."""

    remains: bool = False
