"""Names and numbers as chat may show them (I9; 个人信息保护法 art. 6: no more than needed): 张*, 138****1234."""

from services.core.town import Town

STAR = "*"
MOBILE = 11
"""Digits of a mainland mobile number."""
HIDDEN = "****"
COUNTRY = "+86"


def masked_name(name: str) -> str:
    """Return the first character and one star, so that not even the length of the name is told."""
    return f"{name.strip()[:1]}{STAR}"


def spoken_phone(phone: str) -> str:
    """Return a number as people dial it: a mainland one without its country code, in groups.

    For where a whole number is shown at all (decision 0010).
    """
    digits = phone.removeprefix(COUNTRY)
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}" if len(digits) == MOBILE and digits.isdigit() else phone


def masked_phone(phone: str) -> str:
    """Return the first three and the last four digits of a number; of a short one only the last two.

    A mainland number is shown without its country code, as people say it.
    """
    digits = "".join(character for character in phone.removeprefix(COUNTRY) if character.isdigit())
    if len(digits) < 9:
        return f"{HIDDEN}{digits[-2:]}"
    return f"{digits[:3]}{HIDDEN}{digits[-4:]}"


def shown_name(town: Town, name: str | None) -> str:
    """Return a name as chat may show it; nothing for nobody."""
    return masked_name(name) if name and town.settings.privacy.mask_names else name or ""


def shown_phone(town: Town, phone: str) -> str:
    """Return a number as chat may show it."""
    return masked_phone(phone) if town.settings.privacy.mask_phones else phone
