"""A leaflet of real sentences in every language that a leaflet may be written in, and what a reader finds of its words.

For the tests, and for `benchmarks/readers.py`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from brochure.base.made import Made
from brochure.base.spoken import words_of
from tests.glyphs.sentences import SENTENCES as LONGER

# Two sentences each, our own: to come ten minutes early, and to tell the clinic of medicines.
SENTENCES = {
    "en": ("Please come ten minutes early.", "Tell us which medicines you take."),
    "cy": ("Dewch ddeg munud yn gynnar.", "Dywedwch wrthym pa feddyginiaethau rydych yn eu cymryd."),
    "es": ("Llegue diez minutos antes.", "Díganos qué medicamentos toma."),
    "de": ("Bitte kommen Sie zehn Minuten früher.", "Sagen Sie uns, welche Medikamente Sie einnehmen."),
    "fr": ("Venez dix minutes plus tôt.", "Dites-nous quels médicaments vous prenez."),
    "it": ("Venga dieci minuti prima.", "Ci dica quali medicine prende."),
    "pt": ("Venha dez minutos mais cedo.", "Diga-nos que medicamentos toma."),
    "nl": ("Kom tien minuten eerder.", "Vertel ons welke medicijnen u gebruikt."),
    "cs": ("Přijďte o deset minut dříve.", "Řekněte nám, jaké léky užíváte."),
    "ro": ("Veniți cu zece minute mai devreme.", "Spuneți-ne ce medicamente luați."),
    "tr": ("Lütfen on dakika erken gelin.", "Hangi ilaçları kullandığınızı bize söyleyin."),
    "pl": ("Proszę przyjść dziesięć minut wcześniej.", "Proszę powiedzieć, jakie leki Pan lub Pani przyjmuje."),
    "vi": ("Xin đến sớm mười phút.", "Hãy cho chúng tôi biết quý vị dùng thuốc gì."),
    "el": ("Ελάτε δέκα λεπτά νωρίτερα.", "Πείτε μας ποια φάρμακα παίρνετε."),
    "ru": ("Приходите на десять минут раньше.", "Скажите нам, какие лекарства вы принимаете."),
    "uk": ("Приходьте на десять хвилин раніше.", "Скажіть нам, які ліки ви приймаєте."),
    "zh-Hans": ("请提前十分钟到达。", "请告诉我们您服用哪些药物。"),
    "ar": ("تعال قبل الموعد بعشر دقائق.", "أخبرنا ما الأدوية التي تتناولها."),
    "fa": ("لطفاً ده دقیقه زودتر بیایید.", "به ما بگویید چه داروهایی می‌خورید."),
    "ur": ("براہ کرم دس منٹ پہلے آئیں۔", "ہمیں بتائیں کہ آپ کون سی دوائیں لیتے ہیں۔"),
    "he": ("נא להגיע עשר דקות מוקדם.", "ספרו לנו אילו תרופות אתם נוטלים."),
    "hi": ("कृपया दस मिनट पहले आएँ।", "हमें बताएँ कि आप कौन सी दवाएँ लेते हैं।"),
    "bn": ("দয়া করে দশ মিনিট আগে আসুন।", "আপনি কী কী ওষুধ খান আমাদের জানান।"),
    "pa": ("ਕਿਰਪਾ ਕਰਕੇ ਦਸ ਮਿੰਟ ਪਹਿਲਾਂ ਆਓ।", "ਸਾਨੂੰ ਦੱਸੋ ਕਿ ਤੁਸੀਂ ਕਿਹੜੀਆਂ ਦਵਾਈਆਂ ਲੈਂਦੇ ਹੋ।"),
    "gu": ("કૃપા કરીને દસ મિનિટ વહેલા આવો.", "તમે કઈ દવાઓ લો છો તે અમને જણાવો."),
    "ta": ("பத்து நிமிடம் முன்னதாக வாருங்கள்.", "நீங்கள் எந்த மருந்துகளை எடுக்கிறீர்கள் என்று சொல்லுங்கள்."),
}  # fmt: skip
PAGE = """code: LA-01
version: "1.0"
issued: 2026-11-01
review_by: 2028-11-01
language: {tag}
author: Tests
brand: riverside
kind: practical
layout: halffold-a4
title: {one}
body:
  - heading: {one}
  - text: {two}
  - do: [{one}]
    do_not: [{two}]
  - tick: [{two}]
  - sign: [{one}]
"""


def own(tag: str) -> str:
    """The language itself, without its region."""
    return tag if tag in SENTENCES else tag.partition("-")[0]


def write_leaflet(tag: str, clinic: Path) -> str:
    """A leaflet of the sentences of a language in a clinic's folder; gives its name."""
    one, two = SENTENCES[own(tag)]
    home = clinic / "content" / "tried"
    home.mkdir(exist_ok=True)
    more = f"  - text: {LONGER[own(tag)]!r}\n" if own(tag) in LONGER else ""
    (home / f"{tag}.yaml").write_text(PAGE.format(tag=tag, one=one, two=two) + more, encoding="utf-8")
    return home.name


# What lies around a word: all but letters, their marks, and what begins a name or ends a number.
_AROUND = r"[^\w\u0591-\u05c7\u064b-\u0670{}]+"
_BARE = re.compile(f"^{_AROUND.format('@(')}|{_AROUND.format(')')}$")
UNSEEN = dict.fromkeys([0x00AD, 2, 0xFFFE, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def wanted_words(made: Made) -> list[str]:
    """The words of an edition as somebody types them who looks for one: without the stops around."""
    words = (word.translate(UNSEEN) for leaf in made.spoken for word in words_of(leaf.text))
    return [part for word in words if (part := _BARE.sub("", word))]


def found(words: Iterable[str], text: str) -> list[str]:
    """The words that stand in a text; where lines end does not count."""
    joined = "".join(words_of(text.translate(UNSEEN)))
    return [word for word in words if word in joined]


def pdfium_text(data: bytes) -> str:
    """What Chrome, Edge and Android find on the pages."""
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
