"""Whatever hides words of a finished page is told by the proof of its pixels; the sound twin passes."""

import tempfile
from functools import lru_cache
from pathlib import Path

import pytest

from brochure.base.made import Made
from brochure.base.order import Order
from brochure.compose import unseen_findings
from brochure.content.shelf import Shelf, open_shelf
from brochure.pipeline import make
from brochure.proof.letters import lines_of
from tests.conftest import ROOT
from tests.earlier import with_short_note
from tests.unseen.painted import PAINTED, Unpainted, changed

NOTE = (
    "Acupuncture is one part of a full plan for your pain. It often goes with other treatment, guided by your health "
    "team. Keep taking your medicines. Tell your doctor and your acupuncturist what else you take and have."
)


@lru_cache
def made_once(edition: str) -> tuple[Made, Shelf]:
    """The longest paragraph of its second side is the note, which stands on a tint."""
    folder = Path(tempfile.mkdtemp())
    home = folder / "content" / "acupuncture-pain"
    home.mkdir(parents=True)
    text = with_short_note((ROOT / "tests" / "earlier" / "en.yaml").read_text(encoding="utf-8"))
    (home / "en.yaml").write_text(text.replace("Keep taking your medicines.", NOTE), encoding="utf-8")
    shelf = open_shelf(folder)
    return make(Order("acupuncture-pain", "en", edition=edition), shelf), shelf


@pytest.mark.parametrize("way", PAINTED, ids=lambda way: way.name)
def test_what_hides_words_is_told(way: Unpainted) -> None:
    made, shelf = made_once(way.edition)

    found = unseen_findings(changed(made, shelf, way.way), made.laid, shelf.faces)

    assert {finding.code for finding in found} & {"words-unseen", "contrast", "note-contrast"}
    assert all(finding.blocks for finding in found)


@pytest.mark.parametrize("way", PAINTED, ids=lambda way: way.name)
def test_what_does_no_harm_is_not_told(way: Unpainted) -> None:
    made, shelf = made_once(way.edition)

    assert unseen_findings(changed(made, shelf, way.twin), made.laid, shelf.faces) == ()


def test_a_page_that_was_sound_is_looked_at_again_when_its_bytes_change() -> None:
    """What is remembered of a page is remembered of its bytes."""
    made, shelf = made_once("office")
    assert unseen_findings(made.data, made.laid, shelf.faces) == ()

    hidden = changed(made, shelf, PAINTED[0].way)

    assert unseen_findings(hidden, made.laid, shelf.faces)
    assert unseen_findings(made.data, made.laid, shelf.faces) == ()


def test_a_name_that_is_parted_at_its_hyphen_is_found() -> None:
    """pdfium leaves the hyphen out where a line ends with it."""
    values = {
        "name": "Maximiliana Bréböhöwicz-Szczepańska-Löwenstein",
        "day": "2027-03-01",
        "hour": "9:30",
        "clinician": "Dr Jo",
        "site": "Mill Lane",
        "first": "no",
    }
    made = make(Order("your-visit", edition="email", values=values), made_once("office")[1], seen=True)

    assert any(item.line.text.rstrip().endswith("-") for page in made.pages for item in lines_of(page))


@pytest.mark.parametrize("brand", ["riverside", "harbour"])
@pytest.mark.parametrize("language", ["en", "es", "pl", "zh-Hans", "ar"])
def test_every_shipped_pair_of_leaflet_and_brand_is_seen_whole(language: str, brand: str, shelf: Shelf) -> None:
    """A hyphen that pdfium moves by a pixel is not held against the edge of the letter before it."""
    assert make(Order("acupuncture-pain", language, brand=brand), shelf, seen=True).is_seen
