"""What a language asks of the page: one row each. Adding a language is a row and a YAML file.

A row without labels can be set as words in a text of another language; a leaflet cannot be written in it yet.
"""

from functools import lru_cache
from typing import Literal

from brochure.base.records import NamedTuple

Direction = Literal["ltr", "rtl"]


class Labels(NamedTuple):
    """The few words that the program itself puts on paper, around the clinic's own."""

    leaflet: str
    version: str
    issued: str
    review: str
    draft: str  # the line on a translation that nobody has signed
    book: str  # on the button to book, where a leaflet has no words of its own
    do: str  # over what is right
    do_not: str  # over what is not
    write: str  # said in place of a line to write on
    box: str  # said in place of a box to tick
    yes: str  # said in place of a tick
    no: str  # said in place of a cross


class MailWords(NamedTuple):
    """The last line of a letter: why one gets it, in which `{}` is who sends it, and how to stop."""

    why: str
    stop: str  # words of a link
    answer: str  # in place of it where no address is given


class Manner(NamedTuple):
    """How a language joins days and hours."""

    days: str = "{}–{}"
    times: str = "{}–{}"
    comma: str = ", "
    day_names: Literal["wide", "abbreviated"] = "wide"


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
    labels: Labels | None = None
    manner: Manner = Manner()
    mail: MailWords | None = None


# fmt: off
_ENGLISH = Labels(
    "Leaflet", "Version", "Issued", "Review by", "Draft translation", "Book online",
    "Do", "Do not", "space to write", "box to tick", "yes", "no",
)
_SPANISH = Labels(
    "Folleto", "Versión", "Fecha:", "Revisión:", "Borrador de traducción", "Pedir cita por internet",
    "Qué hacer", "Qué no hacer", "espacio para escribir", "casilla para marcar", "sí", "no",
)
_POLISH = Labels(
    "Ulotka", "Wersja", "Wydano:", "Przegląd do:", "Robocze tłumaczenie", "Rejestracja online",
    "Co robić", "Czego nie robić", "miejsce na wpis", "pole do zaznaczenia", "tak", "nie",
)
_CHINESE = Labels(
    "单页", "版本", "发布", "复审期限", "翻译草稿", "在线预约", "应该做", "不要做", "填写处", "勾选框", "是", "否",
)
_ARABIC = Labels(
    "نشرة", "الإصدار", "صدرت في", "تُراجع بحلول", "مسودة ترجمة", "حجز موعد عبر الإنترنت",
    "ما ينبغي فعله", "ما ينبغي تجنبه", "مكان للكتابة", "مربع للتأشير", "نعم", "لا",
)
# fmt: on

_ENGLISH_MAIL = MailWords(
    "You get this message because {} has your address and sends you information.",
    "Stop such messages",
    "To stop such messages, answer this one and say so.",
)
_SPANISH_MAIL = MailWords(
    "Recibe este mensaje porque {} tiene su dirección y le envía información.",
    "Dejar de recibir estos mensajes",
    "Para dejar de recibir estos mensajes, responda a este y díganoslo.",
)
_POLISH_MAIL = MailWords(
    "Ta wiadomość przyszła, ponieważ {} ma Państwa adres i przesyła informacje.",
    "Rezygnacja z takich wiadomości",
    "Aby zrezygnować z takich wiadomości, proszę o tym napisać w odpowiedzi.",
)
_CHINESE_MAIL = MailWords(
    "您收到此邮件，是因为{}留有您的邮箱地址，并向您发送信息。",
    "停止接收此类邮件",
    "如不想再收到此类邮件，请回复本邮件说明。",
)
_ARABIC_MAIL = MailWords(
    "وصلتك هذه الرسالة لأن عنوانك محفوظ لدى {} لإرسال المعلومات إليك.",
    "إيقاف هذه الرسائل",
    "لإيقاف هذه الرسائل، أجب عن هذه الرسالة واطلب ذلك.",
)


_ROWS = (
    Language("en", "English", "Latn", labels=_ENGLISH, mail=_ENGLISH_MAIL),
    Language(
        "en-GB", "English (United Kingdom)", "Latn", quotes=("‘", "’"), single_quotes=("“", "”"), labels=_ENGLISH,
        mail=_ENGLISH_MAIL,
    ),
    Language("cy", "Welsh", "Latn"),
    Language(
        "es", "Spanish", "Latn", quotes=("«", "»"), single_quotes=("“", "”"), labels=_SPANISH, mail=_SPANISH_MAIL,
        manner=Manner(days="{} a {}"),
    ),
    Language(
        "pl", "Polish", "Latn", quotes=("„", "”"), single_quotes=("«", "»"), binds_short_words=True, labels=_POLISH,
        mail=_POLISH_MAIL,
    ),
    Language("vi", "Vietnamese", "Latn", leading=1.06),
    Language("el", "Greek", "Grek", quotes=("«", "»")),
    Language("ru", "Russian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True),
    Language("uk", "Ukrainian", "Cyrl", quotes=("«", "»"), single_quotes=("„", "“"), binds_short_words=True),
    Language(
        "zh-Hans", "Chinese, simplified", "Hani", leading=1.12, labels=_CHINESE, mail=_CHINESE_MAIL,
        manner=Manner(days="{}至{}", comma="、", day_names="abbreviated"),  # 周一, as doors say it
    ),
    Language(
        "ar", "Arabic", "Arab", "rtl", leading=1.12, quotes=("«", "»"), labels=_ARABIC, mail=_ARABIC_MAIL,
        # Beside Arabic letters the two ends of `9:00–18:00` change places; words leave no doubt.
        manner=Manner(days="{} إلى {}", times="من {} إلى {}", comma="، "),
    ),
    Language("ur", "Urdu", "Arab", "rtl", leading=1.5),
    Language("he", "Hebrew", "Hebr", "rtl", quotes=("”", "”"), single_quotes=("’", "’")),
    Language("hi", "Hindi", "Deva", leading=1.1),
    Language("bn", "Bengali", "Beng", leading=1.1),
    Language("pa", "Punjabi", "Guru", leading=1.1),
    Language("gu", "Gujarati", "Gujr", leading=1.1),
    Language("ta", "Tamil", "Taml", leading=1.1),
    Language("th", "Thai", "Thai", leading=1.12),
)  # fmt: skip

LANGUAGES: dict[str, Language] = {row.tag: row for row in _ROWS}
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
