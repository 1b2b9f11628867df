"""Translations held against their source: what is stale, missing or too much, and what may be released."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.blocks import blocks_of
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.language import LANGUAGES as ROWS
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.story import Words, leaves
from brochure.content.read import read, read_yaml
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.draft.write import write
from brochure.record.fingerprints import fingerprint, stale_findings
from tests.conftest import Told, signed, with_own_words
from tests.earlier import with_earlier_leaflet

FOLDER = program_folder() / "content" / "acupuncture-pain"
LANGUAGES = ("es", "pl", "zh-Hans", "ar")
EN = read_yaml(FOLDER / "en.yaml", Leaflet)
PATHS = [block.path for block in blocks_of(EN)]


def leaflet(language: str) -> Leaflet:
    return read_yaml(FOLDER / f"{language}.yaml", Leaflet)


def change(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """A clinic whose brand is no sample, with words that these tests change."""
    return with_own_words(with_earlier_leaflet(clinic))


Find = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def found_in(told: Told) -> Iterator[Find]:
    """What is said about the Spanish leaflet of a clinic's folder, whether it stops or not; the golden has it all."""
    said: list[Finding] = []

    def find(clinic: Path, *, release: bool = False) -> tuple[Finding, ...]:
        order = Order("acupuncture-pain", "es", release=release)
        try:
            found = read(order, open_shelf(clinic)).findings
        except BadInput as fault:
            found = fault.findings
        said.extend(found)
        return found

    yield find
    told(said)


def line_of(path: Path, start: str) -> int:
    """The line that begins so, counted from 1."""
    return next(at for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if start in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_translation_is_stamped_and_not_stale(language: str) -> None:
    """Whoever changes the English sees here which translations wait."""
    translation = leaflet(language)

    assert list(translation.made_from or {}) == PATHS
    assert stale_findings(translation, EN) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_bold_marks_are_as_many_as_in_the_source(language: str) -> None:
    """What the source stresses, such as keeping one's medicines, is stressed in every language."""
    own = {path: said.text.count("**") for path, said in blocks_of(leaflet(language))}

    assert own == {path: said.text.count("**") for path, said in blocks_of(EN)}
    assert sum(own.values()) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_of_a_translation_is_that_of_its_source(language: str) -> None:
    """Number, version, days and evidence are facts, not words."""
    own = leaflet(language)

    assert (own.code.text, own.version.text) == (EN.code.text, EN.version.text)
    assert (own.issued.value, own.review_by.value) == (EN.issued.value, EN.review_by.value)
    for point, theirs in zip(own.points, EN.points, strict=True):
        assert [(e.citation.text, e.year.text, e.strength) for e in point.evidence] == [
            (e.citation.text, e.year.text, e.strength) for e in theirs.evidence
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_figures_of_its_source(language: str) -> None:
    """`9 in 100` is not to become `9 in 10` on the way."""
    for (path, own), (_, theirs) in zip(blocks_of(leaflet(language)), blocks_of(EN), strict=True):
        assert sorted(re.findall(r"\d+", own.text)) == sorted(re.findall(r"\d+", theirs.text)), path


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("edition", ["office", "email", "large-print", "text", "html"])
def test_a_draft_says_so_in_every_edition(shelf: Shelf, language: str, edition: str) -> None:
    """A patient who holds it must know that nobody has signed it."""
    manuscript = read(Order("acupuncture-pain", language, edition=edition), shelf).manuscript

    texts = [leaf.text for story in write(manuscript) for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    labels = ROWS[language].labels
    assert labels and texts.count(labels.draft) == 1


def test_what_is_signed_has_no_draft_line(clinic: Path) -> None:
    """Until then `status: final` takes none away."""
    change(
        clinic / "content/acupuncture-pain/pl.yaml", "\nsource: en", "\nsource: en\nstatus: final\nreviewer: Anna Nowak"
    )
    shelf = open_shelf(signed(clinic, "acupuncture-pain", "en", "es"))

    for language, wanted in (("es", 0), ("en", 0), ("pl", 1)):
        manuscript = read(Order("acupuncture-pain", language), shelf).manuscript
        texts = [leaf.text for story in write(manuscript) for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
        labels = ROWS[language].labels
        assert labels and texts.count(labels.draft) == wanted


@given(at=st.integers(0, len(PATHS) - 1), word=st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_exactly_the_changed_block_is_stale(at: int, word: str) -> None:
    """Neither its neighbours nor those after it are to be read again."""
    stamps = dict(leaflet("es").made_from or {})
    changed = PATHS[at]
    stamps[changed] = stamps[changed]._replace(text=fingerprint(f"{EN.title.text} {word}"))

    (found,) = stale_findings(leaflet("es").but(made_from=stamps), EN)

    assert found.code == "translation-stale"
    assert found.message.startswith(f"'{changed}' ")


def test_one_changed_english_block_makes_one_block_stale_and_both_lines_are_named(clinic: Path, found_in: Find) -> None:
    """The translator opens both files at the right line."""
    folder = clinic / "content/acupuncture-pain"
    change(folder / "en.yaml", "heal. The proof so far is mixed.", "heal. The proof so far is weak.")

    (found,) = found_in(clinic)

    heading = "Improvement of blood circulation"
    assert (found.code, found.severity) == ("translation-stale", Severity.WARNING)
    assert found.origin is not None
    assert found.origin.file.endswith("es.yaml")
    assert found.origin.line == line_of(folder / "es.yaml", "Mejora de la circulación") + 1
    assert f"en.yaml:{line_of(folder / 'en.yaml', heading) + 1} " in found.message
    assert "'points 4 text 1'" in found.message


def test_a_new_line_break_in_the_source_makes_nothing_stale(clinic: Path, found_in: Find) -> None:
    """An editor that wraps lines has changed no word."""
    change(
        clinic / "content/acupuncture-pain/en.yaml",
        "can rise for a short time. It",
        "can rise for\n      a short time. It",
    )

    assert found_in(clinic) == ()


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1))
def test_a_fingerprint_does_not_see_white_space(words: list[str]) -> None:
    """How lines are broken and indented is the editor's business."""
    print_ = fingerprint(" ".join(words))

    assert re.fullmatch("[0-9a-f]{8}", print_)
    assert print_ == fingerprint("\n   ".join(words) + "\n")


def test_a_block_that_the_translation_lacks_is_missing(clinic: Path, found_in: Find) -> None:
    """Both places are named: where it stands in the source, and near what it belongs in the translation."""
    folder = clinic / "content/acupuncture-pain"
    change(folder / "es.yaml", "strapline: Cómo puede ayudar la acupuntura, en siete puntos\n", "")

    (found,) = found_in(clinic)

    assert (found.code, found.severity) == ("translation-missing", Severity.WARNING)
    assert found.message.startswith("'strapline' of ")
    assert f"en.yaml:{line_of(folder / 'en.yaml', 'strapline:')} " in found.message
    assert found.origin is not None
    assert found.origin.line == line_of(folder / "es.yaml", "title:")


def test_a_block_without_a_fingerprint_is_missing(clinic: Path, found_in: Find) -> None:
    """Nobody can tell from which text it was made."""
    folder = clinic / "content/acupuncture-pain"
    stamp = f"{fingerprint(EN.title.text)}-{fingerprint(leaflet('es').title.text)}"
    change(folder / "es.yaml", f'  title: "{stamp}"\n', "")

    (found,) = found_in(clinic)

    assert found.code == "translation-missing"
    assert f"en.yaml:{line_of(folder / 'en.yaml', 'title:')}" in found.message
    assert found.origin is not None
    assert found.origin.line == line_of(folder / "es.yaml", "title: Manejo")


def test_a_block_that_was_changed_after_its_stamp_is_told(clinic: Path) -> None:
    """Whatever its language, with or without a list of words; a stamp of the older form has no say."""
    path = clinic / "content/acupuncture-pain/es.yaml"
    change(path, "Manejo del dolor", "Control del dolor")

    source = read_yaml(path.with_name("en.yaml"), Leaflet)
    (found,) = stale_findings(read_yaml(path, Leaflet), source)
    assert found.code == "translation-changed"
    assert found.origin is not None
    assert found.origin.line == line_of(path, "title: Control")

    old = re.sub(r"-[0-9a-f]{8}", "", path.read_text(encoding="utf-8"))
    path.write_text(old, encoding="utf-8")
    assert stale_findings(read_yaml(path, Leaflet), source) == ()


def test_a_block_that_the_source_lost_is_extra(clinic: Path, found_in: Find) -> None:
    """A sentence that the clinic took back is not to live on in another language."""
    folder = clinic / "content/acupuncture-pain"
    change(folder / "en.yaml", "    - Fibromyalgia\n", "")

    (found,) = found_in(clinic)

    assert (found.code, found.severity) == ("translation-extra", Severity.WARNING)
    assert "'aside items 5'" in found.message
    assert f"en.yaml:{line_of(folder / 'en.yaml', 'Migraine')}" in found.message
    assert found.origin is not None
    assert found.origin.line == line_of(folder / "es.yaml", "- Fibromialgia")


def test_a_fingerprint_for_nothing_is_extra(clinic: Path, found_in: Find) -> None:
    """A path with a typing slip watches over no block."""
    path = clinic / "content/acupuncture-pain/es.yaml"
    change(path, "made_from:\n", 'made_from:\n  ttile: "01234567"\n')

    (found,) = found_in(clinic)

    assert found.code == "translation-extra"
    assert found.origin is not None
    assert found.origin.line == line_of(path, "ttile:")


@pytest.mark.parametrize("source", ["fr", "es"])
def test_a_source_that_is_not_there_is_an_error(clinic: Path, source: str, found_in: Find) -> None:
    """Another file, and one that exists: a translation cannot watch over itself."""
    change(clinic / "content/acupuncture-pain/es.yaml", "source: en", f"source: {source}")

    (found,) = found_in(clinic)

    assert (found.code, found.severity) == ("translation-source", Severity.ERROR)
    assert found.origin is not None
    assert "en" in found.hint
    assert "es" not in re.findall(r"\w+", found.hint)


def test_a_source_is_a_tag_and_never_a_path(clinic: Path, found_in: Find) -> None:
    """A path could lead out of the project."""
    change(clinic / "content/acupuncture-pain/es.yaml", "source: en", "source: ../../brands/riverside/brand")

    assert [found.code for found in found_in(clinic)] == ["bad-form"]


def test_what_an_older_form_says_of_a_signature_is_told(clinic: Path, found_in: Find) -> None:
    """It opens no door, and whoever reads it might think so."""
    change(clinic / "content/acupuncture-pain/es.yaml", "\nsource: en", "\nsource: en\nstatus: final\nreviewer: Ana")

    told = [found for found in found_in(clinic) if found.code == "field-retired"]
    assert [found.severity for found in told] == [Severity.WARNING] * 2


def test_a_draft_translation_is_not_released(clinic: Path, found_in: Find) -> None:
    """It is no draft for the printer only because somebody is in a hurry; all reasons come together."""
    change(clinic / "content/acupuncture-pain/en.yaml", "title: Pain Management", "title: Pain")

    found = found_in(clinic, release=True)

    errors = [each for each in found if each.blocks]
    assert [each.code for each in errors] == ["not-signed", "source-not-signed", "not-released"]
    assert "1 block differs" in errors[2].message
    assert [each.code for each in found if not each.blocks] == ["translation-stale"]


def test_a_signed_but_stale_translation_is_not_released(clinic: Path, found_in: Find) -> None:
    """A signature is for the text that was read, and so is that of its source."""
    signed(clinic, "acupuncture-pain", "es")
    change(clinic / "content/acupuncture-pain/en.yaml", "title: Pain Management", "title: Pain")

    assert [each.code for each in found_in(clinic, release=True)] == [
        "translation-stale",
        "source-not-signed",
        "not-released",
    ]
    assert [each.code for each in found_in(clinic)] == ["translation-stale"]


def test_a_signed_translation_is_released(clinic: Path, found_in: Find) -> None:
    """Signed, and true to a source that is signed too; no line says draft."""
    signed(with_own_words(clinic), "acupuncture-pain", "es")

    assert found_in(clinic, release=True) == ()


def test_an_original_is_released_when_it_is_signed(clinic: Path) -> None:
    """Whatever its file says of itself."""
    order = Order("acupuncture-pain", release=True)
    change(with_own_words(clinic) / "content/acupuncture-pain/en.yaml", "\nversion:", "\nstatus: final\nversion:")
    with pytest.raises(BadInput) as caught:
        read(order, open_shelf(clinic))

    assert [fault.code for fault in caught.value.findings if fault.blocks] == ["not-signed"]
    assert {each.code for each in read(order, open_shelf(signed(clinic))).findings} == {"field-retired"}


def test_blocks_that_differ_are_counted(clinic: Path, found_in: Find) -> None:
    """One, or so many."""
    change(clinic / "content/acupuncture-pain/en.yaml", "title: Pain Management", "title: Pain")
    change(clinic / "content/acupuncture-pain/en.yaml", "    - Fibromyalgia\n", "")

    assert "2 blocks differ" in found_in(clinic, release=True)[-1].message
