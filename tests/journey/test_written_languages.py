"""Every language that a leaflet may be written in, by sentences of its own: on paper, on a phone and in a browser."""

from datetime import date
from pathlib import Path

import pytest

from brochure.base.brand import Hours
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.language_words import LABELS, MAIL
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.content.shelf import open_shelf
from brochure.draft.locale import day_in_words, hours_line
from brochure.pipeline import make_all
from tests.conftest import ROOT
from tests.samples import said

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


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_leaflet_of_real_sentences_is_set_and_read_back(tag: str, clinic: Path) -> None:
    """On paper, on a phone and in a browser; each word is seen, and all say the same."""
    one, two = SENTENCES[own(tag)]
    home = clinic / "content" / "tried"
    home.mkdir()
    (home / f"{tag}.yaml").write_text(PAGE.format(tag=tag, one=one, two=two), encoding="utf-8")
    shelf = open_shelf(clinic)
    orders = [Order("tried", tag, edition=edition) for edition in ("office", "email", "html")]
    (together,) = make_all(orders, shelf, seen=True)

    assert [finding.code for finding in together.findings if finding.blocks] == []
    labels = LANGUAGES[tag].labels
    assert labels is not None
    for made in together.made:
        heard = [words_of(leaf.text) + words_of(leaf.alt) for leaf in made.spoken]
        for words in (two, labels.do, labels.do_not, labels.box, labels.write):
            assert words_of(words) in heard, words


def test_every_language_has_all_its_words_and_no_two_are_the_same() -> None:
    """A word that was left in another language would be printed."""
    assert LABELS.keys() == MAIL.keys() == {own(tag) for tag in WRITTEN}
    for tag, labels in LABELS.items():
        assert all(labels), tag
        assert len({labels.do, labels.do_not, labels.write, labels.box, labels.yes, labels.no}) == 6, tag
        assert "{}" in MAIL[tag].why
    assert len({labels.do for labels in LABELS.values()}) == len(LABELS)
    assert len({mail.why for mail in MAIL.values()}) == len(MAIL)


def test_american_clocks_and_dates_are_their_own() -> None:
    """Twelve hours, and the month before the day."""
    hours = Hours(days=said("Mon-Fri"), opens=said("9:00"), closes=said("17:30"))
    night = Hours(days=said("Sat"), opens=said("0:15"), closes=said("12:00"))

    assert hours_line(hours, "en-US") == "Monday–Friday 9\u00a0am–5:30\u00a0pm"
    assert hours_line(night, "en-US") == "Saturday 12:15\u00a0am–12\u00a0pm"
    assert hours_line(hours, "en-GB") == "Monday–Friday 9:00–17:30"
    assert day_in_words(date(2026, 12, 1), "en-US") == "Tuesday, December\u00a01, 2026"


def test_the_table_of_languages_is_that_of_the_program() -> None:
    """docs/languages.md lists each row with its script, and says that no native reader has read the words yet."""
    page = (ROOT / "docs/languages.md").read_text(encoding="utf-8")
    for tag, row in LANGUAGES.items():
        written = "yes" if tag in WRITTEN else "no: no words of the program's own"
        assert f"| `{tag}` | {row.name} | {row.script} | {written} |" in page
