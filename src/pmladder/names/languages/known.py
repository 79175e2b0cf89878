"""The languages that titles are read in. If two fit a title equally well, the first is used."""

from __future__ import annotations

from pmladder.names.languages.east_asian import CHINESE, JAPANESE, KOREAN
from pmladder.names.languages.germanic import DANISH, DUTCH, GERMAN, SWEDISH
from pmladder.names.languages.language import Language
from pmladder.names.languages.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from pmladder.names.languages.slavic import POLISH, RUSSIAN
from pmladder.names.languages.turkish_finnish import FINNISH, TURKISH

ENGLISH = Language("English", words={}, links=("",))
LANGUAGES = (
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    SWEDISH,
    DANISH,
    FINNISH,
    POLISH,
    RUSSIAN,
    TURKISH,
    CHINESE,
    JAPANESE,
    KOREAN,
)
