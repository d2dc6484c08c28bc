"""Words that speak of people in danger: what is said with them is heard first, nothing is decided by them."""

from services.core.town import Town


def sounds_deadly(town: Town, text: str) -> bool:
    """Whether the words speak of people in danger, in any of the languages."""
    said = text.casefold()
    tables = (town.texts[language].plain("answers-deadly") for language in town.texts.languages)
    return any(word in said for table in tables for word in table.split())
