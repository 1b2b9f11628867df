# ruff: noqa: E501 - tables of changes
"""Caveats are not cut first, and a translation goes in step with its source."""

from pathlib import Path

import pytest

from brochure.base.claims import ClaimBook
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.records import replace
from brochure.content.claiming import told_claims
from brochure.content.claims_file import book_of
from brochure.content.read import read, read_yaml
from brochure.content.shelf import open_shelf, program_folder
from brochure.pipeline import make
from brochure.record.caveats import numbers_in, short_findings, step_findings
from brochure.record.phrases import folded
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


CONTENT = program_folder() / "content"
SHIPPED = sorted(
    [*CONTENT.glob("acupuncture-pain/*.yaml"), *CONTENT.glob("after-treatment/*.yaml"),
     *CONTENT.glob("your-visit/*.yaml"), *CONTENT.glob("starters/*/*.yaml")]
)  # fmt: skip
PAIN = "content/acupuncture-pain"


def change(path: Path, old: str, new: str) -> None:
    """Change words of a file wherever they stand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def words_of(path: Path) -> tuple[Leaflet, Leaflet | None, ClaimBook]:
    leaflet = read_yaml(path, Leaflet)
    source = read_yaml(path.with_name(f"{leaflet.source}.yaml"), Leaflet) if leaflet.source else None
    return leaflet, source, book_of(leaflet, None, open_shelf())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_ships_cries_no_wolf(path: Path) -> None:
    """No short text of a leaflet or starter cuts a caveat, and no translation is out of step."""
    leaflet, source, book = words_of(path)

    assert list(short_findings(leaflet, book)) == []
    assert not source or list(step_findings(leaflet, source, book, Severity.WARNING)) == []


# What a short text loses, in English and in a language of another script.
CUT = {
    "a number": ("en", "About 9 in 100 people have a mild side effect. S", "Side effects are mild. S", "the number 9, the number 100"),
    "the hedge": ("en", "Tight muscles may let go", "Tight muscles let go", "'may'"),
    "mixed proof": ("en", "rise for a short time. The proof so far is mixed.", "rise for a short time.", "'proof so far is mixed'"),
    "the time": ("en", "short: Tight muscles may let go for a while.", "short: Tight muscles may let go.", "'for a while'"),
    "ask us": ("en", "Experts differ: ask us.", "Experts differ.", "'ask us'"),
    "not everyone": ("en", "migraine, fibromyalgia. It does not help everyone, and relief", "migraine, fibromyalgia. Relief", "'not help everyone'"),
    "a number in Chinese": ("zh-Hans", "请问我们。每100人中约有9人出现轻微副作用。", "请问我们。", "the number 100, the number 9"),
    "a hedge in Arabic": ("ar", "short: قد ترتخي العضلات", "short: ترتخي العضلات", "'قد'"),
}  # fmt: skip


@pytest.mark.parametrize("what", CUT)
def test_a_short_text_that_cuts_a_caveat_is_refused(what: str, clinic: Path) -> None:
    """The advertising shapes have nothing but the short text."""
    language, old, new, lost = CUT[what]
    path = clinic / PAIN / f"{language}.yaml"
    if what == "a number":  # of one of two texts that have it
        text = path.read_text(encoding="utf-8")
        at = text.rindex(old)
        path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    else:
        change(path, old, new)
    found = told_claims(Order("acupuncture-pain", language), open_shelf(clinic), today="")

    (fault,) = [each for each in found if each.code == "short-caveat"]
    assert fault.blocks
    assert lost in fault.message


@pytest.mark.parametrize("layout", ["page-a4", "trifold-a4"])
def test_a_short_text_is_judged_where_it_stands_in_place_of_the_long(layout: str, clinic: Path) -> None:
    """A build that prints none need not ask; a door always does."""
    path = clinic / "content/after-treatment/en.yaml"
    change(path, "A small bruise, a sore place", "A warm pack eases pain. A small bruise, a sore place")
    change(path, "You can use a warm pack if you like.", "A warm pack may ease pain.")
    order = Order("after-treatment", layout=layout)

    if layout == "page-a4":
        with pytest.raises(BadInput, match="short-caveat"):
            make(order, open_shelf(clinic))
    else:
        assert not make(order, open_shelf(clinic)).shortened
    with pytest.raises(BadInput, match="short-caveat"):
        read(replace(order, release=True), open_shelf(clinic))


def test_small_talk_that_a_short_text_drops_is_a_warning(clinic: Path) -> None:
    """Nobody can tell `room 4` from `do not drive`: a person looks."""
    path = clinic / "content/after-treatment/en.yaml"
    change(path, "Do not drive if you feel sleepy. Drink", "Drink")

    found = told_claims(Order("after-treatment"), open_shelf(clinic), today="")
    (fault,) = [each for each in found if each.code == "short-caveat"]

    assert fault.severity is Severity.WARNING
    assert fault.message == "'sections 1 short' leaves out what limits its text: 'not'"


# The probes that once went through: what is changed in a translation that is stamped.
PROBES = {
    "ten times as many": ("es", "Unas 9 de cada 100", "Unas 90 de cada 100", "without 9, with 90"),
    "it helps": ("es", "No ayuda a todos", "Ayuda a todos", "denies nothing where the source says 'not'"),
    "stop taking": ("es", "Siga tomando sus medicinas", "Deje de tomar sus medicinas", "keep taking medicines"),
    "a fact": ("es", "La acupuntura puede aliviar el dolor. Puede liberar", "La acupuntura alivia el dolor. Libera", "states as a fact"),
    "Polish": ("pl", "Proszę nadal przyjmować", "Proszę przestać przyjmować", "keep taking medicines"),
    "Polish denial": ("pl", "Nie pomaga każdemu", "Pomaga każdemu", "denies nothing where the source says 'not'"),
    "Chinese": ("zh-Hans", "请继续服用您的药物", "请停止服用您的药物", "keep taking medicines"),
    "Chinese number": ("zh-Hans", "约有9人", "约有90人", "without 9, with 90"),
    "Arabic": ("ar", "يُرجى الاستمرار في تناول الأدوية", "يُرجى التوقف عن تناول الأدوية", "keep taking medicines"),
    "Arabic denial": ("ar", "لا يفيد الجميع", "يفيد الجميع", "denies nothing where the source says 'not'"),
}  # fmt: skip


@pytest.mark.parametrize("what", PROBES)
def test_a_translation_out_of_step_is_told(what: str, clinic: Path) -> None:
    """As a warning while it is written, with both places; nothing of it goes to patients."""
    language, old, new, said = PROBES[what]
    path = clinic / PAIN / f"{language}.yaml"
    change(path, old, new)
    leaflet = read_yaml(path, Leaflet)
    source = read_yaml(clinic / PAIN / "en.yaml", Leaflet)
    book = book_of(leaflet, None, open_shelf(clinic))

    found = [each for each in step_findings(leaflet, source, book, Severity.WARNING) if said in each.message]

    assert found
    assert all("en.yaml:" in each.message and each.origin and each.origin.line for each in found)


def test_a_release_refuses_a_translation_out_of_step(clinic: Path) -> None:
    """Signed or not."""
    change(clinic / PAIN / "es.yaml", "Unas 9 de cada 100", "Unas 90 de cada 100")
    warned = told_claims(Order("acupuncture-pain", "es"), open_shelf(clinic), today="")
    assert "translation-differs" in {each.code for each in warned}
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", "es", release=True), open_shelf(clinic))

    assert "translation-differs" in {each.code for each in caught.value.findings if each.blocks}


# One number, as languages write it.
SAME = [
    ("9 of 100", "٩ من ١٠٠"),
    ("1,000 people", "1.000 personas"),
    ("1,000 people", "1 000 osób"),
    ("2.5 mm", "2,5 mm"),
    ("at 6:30 pm", "18:30"),
    ("at 12 am", "0 h"),
    ("call 01632 960 123", "01632-960-123"),
    ("call +44 1632 960123", "01632 960 123"),
    ("每１００人", "100 people"),
    ("2026-12-01", "01/12/2026"),
    ("9" * 5000, "٩" * 5000),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    """A check that cries wolf is switched off."""
    assert numbers_in(folded(one)) == numbers_in(folded(other))


@pytest.mark.parametrize(("one", "other"), [("9", "90"), ("1 of 100", "1 of 1000"), ("2.5", "25"), ("6 pm", "6 am")])
def test_another_number_is_another(one: str, other: str) -> None:
    assert numbers_in(folded(one)) != numbers_in(folded(other))


def test_a_language_may_deny_more_often(clinic: Path) -> None:
    """A count of words is a sign: it is told, and opens or shuts no door."""
    change(
        clinic / PAIN / "es.yaml",
        "Así es como se cree que actúa.",
        "Nadie sabe del todo cómo actúa, pero se cree esto.",
    )

    (found,) = steps(clinic, "es", Severity.ERROR)

    assert found.severity is Severity.WARNING
    assert "denies once, and the source nothing" in found.message


def test_a_number_may_be_written_as_a_word(clinic: Path) -> None:
    """`siete` and 7 say the same; in a language without a list only large numbers are held."""
    change(clinic / PAIN / "es.yaml", "en siete puntos", "en 7 puntos")
    assert steps(clinic, "es") == []

    change(clinic / PAIN / "es.yaml", "en 7 puntos", "en 8 puntos")
    assert [each.message.partition(",")[0] for each in steps(clinic, "es")] == [
        "'strapline' has other numbers than the source (with 8)"
    ]


def steps(clinic: Path, language: str, severity: Severity = Severity.WARNING) -> list[Finding]:
    leaflet = read_yaml(clinic / PAIN / f"{language}.yaml", Leaflet)
    source = read_yaml(clinic / PAIN / "en.yaml", Leaflet)
    return list(step_findings(leaflet, source, book_of(leaflet, None, open_shelf(clinic)), severity))
