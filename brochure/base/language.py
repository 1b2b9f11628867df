"""What a language asks of the page: one row each. Adding a language is a row and a YAML file.

A row without words in `base/language_words.py` can be set as words in a text of another language; a leaflet cannot be
written in it yet.
"""

from functools import lru_cache
from typing import Literal

from brochure.base.language_words import LABELS, MAIL, NOTE_WORDS, Labels, MailWords, NoteWords
from brochure.base.records import NamedTuple

Direction = Literal["ltr", "rtl"]


class Manner(NamedTuple):
    """How a language joins days and hours: in words, for a dash is silent to many who listen."""

    days: str = "{} to {}"
    times: str = "{} to {}"
    comma: str = ", "
    clock: Literal[12, 24] = 24
    day_names: Literal["wide", "abbreviated"] = "wide"
    since: tuple[str, ...] = ()  # names of the first day, from Monday, where they bend after the word before them
    until: tuple[str, ...] = ()  # the same of the last day


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
    manner: Manner = Manner()

    @property
    def labels(self) -> Labels | None:
        """The program's own words; none where a leaflet cannot be written in it yet."""
        return LABELS.get(self.tag) or LABELS.get(self.tag.partition("-")[0])

    @property
    def note(self) -> NoteWords | None:
        """What stands before the lists of the safety note; there where there are labels."""
        return NOTE_WORDS.get(self.tag) or NOTE_WORDS.get(self.tag.partition("-")[0])

    @property
    def mail(self) -> MailWords | None:
        """The last line of a letter."""
        return MAIL.get(self.tag) or MAIL.get(self.tag.partition("-")[0])


_WELSH = ("ddydd Llun", "ddydd Mawrth", "ddydd Mercher", "ddydd Iau", "ddydd Gwener", "ddydd Sadwrn", "ddydd Sul")
_POLISH = ("poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli")
_RUSSIAN = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
_RUSSIAN_LAST = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
_UKRAINIAN = ("понеділка", "вівторка", "середи", "четверга", "п’ятниці", "суботи", "неділі")

_ROWS = (
    Language("en", "English", "Latn"),
    Language("en-GB", "English (United Kingdom)", "Latn", quotes=("‘", "’"), single_quotes=("“", "”")),
    Language("en-US", "English (United States)", "Latn", manner=Manner(clock=12)),
    Language("cy", "Welsh", "Latn", manner=Manner("{} i {}", "{} tan {}", until=_WELSH)),
    Language(
        "es", "Spanish", "Latn", quotes=("«", "»"), single_quotes=("“", "”"), manner=Manner("{} a {}", "de {} a {}"),
    ),
    Language(
        "de", "German", "Latn", quotes=("„", "“"), single_quotes=("‚", "‘"), manner=Manner("{} bis {}", "{} bis {}"),
    ),
    Language(
        "fr", "French", "Latn", quotes=("«\u202f", "\u202f»"), single_quotes=("“", "”"),
        manner=Manner("du {} au {}", "de {} à {}"),
    ),
    Language(
        "it", "Italian", "Latn", quotes=("«", "»"), single_quotes=("“", "”"),
        manner=Manner("da {} a {}", "dalle {} alle {}"),
    ),
    Language("pt", "Portuguese", "Latn", quotes=("“", "”"), manner=Manner("{} a {}", "das {} às {}")),
    Language("nl", "Dutch", "Latn", manner=Manner("{} tot en met {}", "{} tot {}")),
    Language(
        "cs", "Czech", "Latn", quotes=("„", "“"), single_quotes=("‚", "‘"), binds_short_words=True,
        manner=Manner("{} až {}", "{} až {}"),
    ),
    Language(
        "ro", "Romanian", "Latn", quotes=("„", "”"), single_quotes=("«", "»"),
        manner=Manner("de {} până {}", "de la {} la {}"),
    ),
    Language("tr", "Turkish", "Latn", manner=Manner("{} ile {} arası", "{} ile {} arası")),
    Language(
        "pl", "Polish", "Latn", quotes=("„", "”"), single_quotes=("«", "»"), binds_short_words=True,
        manner=Manner("od {} do {}", "od {} do {}", since=_POLISH, until=_POLISH),
    ),
    Language("vi", "Vietnamese", "Latn", leading=1.06, manner=Manner("{} đến {}", "{} đến {}")),
    Language("el", "Greek", "Grek", quotes=("«", "»"), manner=Manner("{} έως {}", "{} έως {}")),
    Language(
        "ru", "Russian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True,
        manner=Manner("с {} по {}", "с {} до {}", since=_RUSSIAN, until=_RUSSIAN_LAST),
    ),
    Language(
        "uk", "Ukrainian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True,
        manner=Manner("з {} до {}", "з {} до {}", since=_UKRAINIAN, until=_UKRAINIAN),
    ),
    Language(
        "zh-Hans", "Chinese, simplified", "Hani", leading=1.12,
        manner=Manner("{}至{}", "{}至{}", comma="、", day_names="abbreviated"),  # 周一, as doors say it
    ),
    Language(
        "ar", "Arabic", "Arab", "rtl", leading=1.12, quotes=("«", "»"),
        # Beside Arabic letters the two ends of `9:00–18:00` change places; words leave no doubt.
        manner=Manner(days="{} إلى {}", times="من {} إلى {}", comma="، "),
    ),
    Language(
        "fa", "Persian", "Arab", "rtl", leading=1.12, quotes=("«", "»"),
        manner=Manner(days="{} تا {}", times="از {} تا {}", comma="، "),
    ),
    Language("ur", "Urdu", "Arab", "rtl", leading=1.5, manner=Manner("{} تا {}", "{} سے {} تک", "، ")),
    Language("he", "Hebrew", "Hebr", "rtl", quotes=("”", "”"), single_quotes=("’", "’"),
             manner=Manner("{} עד {}", "מ-{} עד {}")),
    Language("hi", "Hindi", "Deva", leading=1.1, manner=Manner("{} से {}", "{} से {}")),
    Language("bn", "Bengali", "Beng", leading=1.1, manner=Manner("{} থেকে {}", "{} থেকে {}")),
    Language("pa", "Punjabi", "Guru", leading=1.1, manner=Manner("{} ਤੋਂ {}", "{} ਤੋਂ {}")),
    Language("gu", "Gujarati", "Gujr", leading=1.1, manner=Manner("{}થી {}", "{} થી {}")),
    Language("ta", "Tamil", "Taml", leading=1.1, manner=Manner("{} முதல் {} வரை", "{} முதல் {} வரை")),
    Language("th", "Thai", "Thai", leading=1.12),
)  # fmt: skip

LANGUAGES: dict[str, Language] = {row.tag: row for row in _ROWS}
_AT_HOME = {("en", "uk"): "en-GB", ("en", "us"): "en-US"}


def language_at(tag: str, region: str) -> Language:
    """A known language as it is spoken where a clinic is: a voice reads its dates and words as people there do."""
    return LANGUAGES[_AT_HOME.get((tag, region), tag)]


WRITTEN: tuple[str, ...] = tuple(row.tag for row in _ROWS if row.labels)  # that a leaflet may be written in

# Which script a region writes where a tag does not say; only Chinese is written in two. Source: CLDR, likely subtags.
_CHINESE_SCRIPTS = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-my": "zh-hans",
                    "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}  # fmt: skip


@lru_cache(maxsize=256)
def looked_up(said: str, known: tuple[str, ...]) -> str:
    """The known tag for a tag that somebody said: itself, or the nearest that is less exact; empty where there is none.

    Source: RFC 4647, 3.4, lookup; upper case and underlines are those of other programs.
    """
    tags = {tag.casefold(): tag for tag in known}
    asked = said.strip().replace("_", "-")
    if not asked.isascii():
        return ""
    asked = asked.casefold()
    if asked not in tags:
        asked = _CHINESE_SCRIPTS.get(asked, asked)
    while asked and asked not in tags:
        asked = asked.rpartition("-")[0]
        if len(asked) > 1 and asked[-2] == "-":  # a single letter introduces what was cut
            asked = asked[:-2]
    return tags.get(asked, "")
