"""Files: what they are, where they are, what they are for."""

from enum import StrEnum


class MediaKind(StrEnum):
    """Telegram's kinds of file that we keep."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


class MediaState(StrEnum):
    """Whether a file outlives Telegram yet."""

    WANTED = "wanted"  # to be fetched
    STORED = "stored"  # in the media store, named by its hash
    REFUSED = "refused"  # too large or of a type we do not keep; the sender was told
    FAILED = "failed"  # could not be fetched after all tries; shown to the station


class Purpose(StrEnum):
    """Why a file is attached."""

    REPORT = "report"
    LATE = "late"  # sent after filing
    FEEDBACK = "feedback"
    VERIFICATION = "verification"
    ORDER = "order"
    FIELD = "field"  # sent from the field of a mobilisation
    PATROL = "patrol"  # taken on a patrol
    INSPECTION = "inspection"  # of the record of an inspection
    TOPIC = "topic"
    MINUTES = "minutes"
    RESOLUTION = "resolution"
    DRILL_NOTE = "drill_note"  # of a step of the evaluation of a drill
    DRILL_CORRECTION = "drill_correction"
    PROBLEM = "problem"  # of an entry of the problem lists
    PROBLEM_PROGRESS = "problem_progress"
    APPEAL = "appeal"  # evidence of an appeal
    PROBLEM_ACCEPTANCE = "problem_acceptance"
    TRAINING_MATERIAL = "training_material"
