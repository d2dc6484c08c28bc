"""People of the household register, as far as it matters when they are moved."""

from enum import StrEnum


class Sex(StrEnum):
    """The sex of a person; nobody has to say it."""

    MALE = "male"
    FEMALE = "female"


class Vulnerability(StrEnum):
    """Why somebody cannot leave without help."""

    ELDERLY = "elderly"  # 老年人
    CHILD = "child"  # 儿童
    PREGNANT = "pregnant"  # 孕产妇
    DISABLED = "disabled"  # 残疾人
    SICK = "sick"  # 病人
    ALONE = "alone"  # 独居
    OTHER = "other"  # 其他
