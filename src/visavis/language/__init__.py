"""The languages that pages are written in: their words, from gettext catalogues, their numbers and their dates."""

from visavis.language.current import _, current, later, ngettext, speaking
from visavis.language.files import known, language
from visavis.language.spoken import ENGLISH, Language

__all__ = ["ENGLISH", "Language", "_", "current", "known", "language", "later", "ngettext", "speaking"]
