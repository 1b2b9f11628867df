"""The shipped words: plain, hedged, within the rules for patients."""

import re
from pathlib import Path

import pytest
import textstat

from brochure.base.leaflet import Leaflet
from brochure.content.plain import MOST_WORDS, texts_of
from brochure.content.read import read_yaml
from brochure.content.shelf import program_folder

LEAFLETS = sorted((program_folder() / "content").glob("*/en.yaml"))
ABSOLUTE = re.compile(
    r"\b(cures?|cured|proven|guarantee\w*|always|100 %|no side effects|completely safe|risk-free|drug-free|eliminat\w+|"
    r"detox|toxins?|lactic acid|root cause|underlying cause|boosts?|natural opioids?)\b",
    re.IGNORECASE,
)
NEEDS_HEDGE = re.compile(r"\b(endorphins?|inflammation|blood flow|relax|ease pain|relieve pain)\b", re.IGNORECASE)
HEDGE = re.compile(r"\b(may|can|might|thought|some|called|together)\b", re.IGNORECASE)
TERMS = ["nerves", "endorphins", "inflammation", "blood flow", "tight muscles", "brain", "the whole of you"]


def sentences(path: Path) -> list[str]:
    """Sentences of the running texts; headings, entries of lists and contact lines are none."""
    texts = [said.text.replace("**", "") for said in texts_of(read_yaml(path, Leaflet))]
    return [part.strip() for text in texts if text.rstrip().endswith((".", "!", "?"))
            for part in re.split(r"(?<=[.!?])\s+", text)]  # fmt: skip


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.parent.name)
def test_reading_level_is_smog_8_or_less(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counter: textstat 0.7.3 (pyphen syllables), which prints its name because counters differ by grades."""
    score = textstat.smog_index(" ".join(sentences(path)))
    with capsys.disabled():
        print(f"\n{path.parent.name}: SMOG {score} (textstat {'.'.join(map(str, textstat.__version__))})")

    assert 0 < score <= 8


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.parent.name)
def test_no_sentence_is_longer_than_twenty_words(path: Path) -> None:
    """One idea in one breath."""
    assert [each for each in sentences(path) if len(each.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.parent.name)
def test_no_claim_is_absolute(path: Path) -> None:
    """Regulators uphold complaints against leaflets that promise."""
    text = " ".join(said.text for said in texts_of(read_yaml(path, Leaflet)))

    assert ABSOLUTE.findall(text) == []


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.parent.name)
def test_claims_of_an_effect_are_hedged(path: Path) -> None:
    """What is thought is not what is known."""
    bare = [each for each in sentences(path) if NEEDS_HEDGE.search(each) and not HEDGE.search(each)]

    assert bare == []


def test_the_seven_mechanisms_keep_their_terms_and_their_evidence() -> None:
    """Words that a patient searches for; evidence is what a clinician checks."""
    leaflet = read_yaml(program_folder() / "content/acupuncture-pain/en.yaml", Leaflet)

    assert len(leaflet.points) == 7
    for point, term in zip(leaflet.points, TERMS, strict=True):
        assert term.lower() in " ".join((point.heading.text, *(said.text for said in point.text))).lower()
        assert point.claims


def test_the_reader_is_spoken_to() -> None:
    """'You' is plain; 'patients' is not."""
    for path in LEAFLETS:
        text = " ".join(sentences(path)).lower()
        assert len(re.findall(r"\byou\b|\byour\b", text)) >= 8
        assert "patients" not in text
