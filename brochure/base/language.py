"""What a language asks of the page: one row each. Adding a language is a row and a YAML file."""

from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]


class Language(NamedTuple):
    """One language as it is set."""

    tag: str  # BCP 47
    name: str  # in English
    script: str  # ISO 15924
    direction: Direction = "ltr"
    leading: float = 1.0  # factor on the leading of a style
    quotes: tuple[str, str] = ("“", "”")
    single_quotes: tuple[str, str] = ("‘", "’")
    binds_short_words: bool = False  # a preposition of one letter never ends a line


_ROWS = (
    Language("en", "English", "Latn"),
    Language("en-GB", "English (United Kingdom)", "Latn", quotes=("‘", "’"), single_quotes=("“", "”")),
    Language("cy", "Welsh", "Latn"),
    Language("es", "Spanish", "Latn", quotes=("«", "»"), single_quotes=("“", "”")),
    Language("pl", "Polish", "Latn", quotes=("„", "”"), single_quotes=("«", "»"), binds_short_words=True),
    Language("vi", "Vietnamese", "Latn", leading=1.06),
    Language("el", "Greek", "Grek", quotes=("«", "»")),
    Language("ru", "Russian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True),
    Language("uk", "Ukrainian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True),
    Language("zh-Hans", "Chinese, simplified", "Hani", leading=1.12),
    Language("ar", "Arabic", "Arab", "rtl", leading=1.12, quotes=("«", "»")),
    Language("ur", "Urdu", "Arab", "rtl", leading=1.5),
    Language("he", "Hebrew", "Hebr", "rtl", quotes=("”", "”"), single_quotes=("’", "’")),
    Language("hi", "Hindi", "Deva", leading=1.1),
    Language("bn", "Bengali", "Beng", leading=1.1),
    Language("pa", "Punjabi", "Guru", leading=1.1),
    Language("gu", "Gujarati", "Gujr", leading=1.1),
    Language("ta", "Tamil", "Taml", leading=1.1),
    Language("th", "Thai", "Thai", leading=1.12),
)

LANGUAGES: dict[str, Language] = {row.tag: row for row in _ROWS}
