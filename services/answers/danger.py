"""Words that speak of people in danger: what is said with them is heard first, nothing is decided by them."""

from services.core.town import Town


def sounds_deadly(town: Town, text: str) -> bool:
    """Whether the words speak of people in danger, in any of the languages."""
    said = text.casefold()
    tables = (town.texts[language].plain("answers-deadly") for language in town.texts.languages)
    return any(word in said for table in tables for word in table.split())


def tells_of_danger(town: Town, text: str) -> bool:
    """Whether the words tell of people in danger: that nobody is hurt does not, a doubt about it does."""
    said = text.casefold()
    if not any(doubt in said for doubt in _phrases(town, "answers-doubts")):
        for phrase in _phrases(town, "answers-unharmed"):
            said = said.replace(phrase, " ")
    return sounds_deadly(town, said)


def _phrases(town: Town, key: str) -> list[str]:
    return [one for language in town.texts.languages for one in town.texts[language].plain(key).split(", ")]
