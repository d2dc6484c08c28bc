"""The words: Fluent files by language and area, and the one object that reads them."""

from texts.bundle import Texts, Words

__all__ = ["Texts", "Words"]
