"""Names of things in each language."""

from typing import Annotated

from pydantic import Field

from models.enums import Language
from services.settings.clocks import Section

Text = Annotated[str, Field(min_length=1, max_length=200)]


class Named(Section):
    """Something with a name in each language."""

    zh_CN: Text  # noqa: N815 - the key is the language's code
    en: Text

    def in_language(self, language: str | None) -> str:
        """Return the name in a language, Chinese when there is no other."""
        return self.en if language == Language.EN else self.zh_CN
