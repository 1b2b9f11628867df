"""The invitation to book: a code on paper, a button with words wherever it is read on the screen that would scan it."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from brochure.base.edition import EDITIONS
from brochure.base.findings import Finding
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedRectangle
from brochure.base.spoken import Spoken, words_of
from brochure.base.story import Story, Words, leaves
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.pipeline import make
from brochure.proof import source_findings, twins
from tests.conftest import Told

NAME = "acupuncture-pain"
BOOK = "https://riverside.example/book"
SCREENS = ("email", "text", "html")
BUTTONS = {
    "en": "Book a visit online",
    "es": "Pida cita por internet",
    "pl": "Rejestracja przez internet",
    "zh-Hans": "在线预约",
    "ar": "حجز موعد عبر الإنترنت",
}


def made(shelf: Shelf, language: str, edition: str, layout: str = "") -> Made:
    return make(Order(NAME, language, edition=edition, layout=layout), shelf)


def texts(made: Made) -> list[str]:
    """What is said of the invitation, in words and in figures."""
    leaflet = made.manuscript.leaflet
    assert leaflet.booking and leaflet.booking.screen
    wanted = [leaflet.booking.label.text, leaflet.booking.alt.text, leaflet.booking.screen.text]
    said = [" ".join(words_of(leaf.text or leaf.alt)) for leaf in made.spoken]
    return [each for each in said if each in wanted]


@pytest.mark.parametrize(("language", "button"), BUTTONS.items())
@pytest.mark.parametrize("edition", EDITIONS)
def test_paper_has_a_code_and_a_screen_a_button(shelf: Shelf, language: str, button: str, edition: str) -> None:
    """Each has its own words and none of the other's, in every edition and language that ships."""
    done = made(shelf, language, edition)

    booking = done.manuscript.leaflet.booking
    assert booking is not None
    assert texts(done) == ([button] if edition in SCREENS else [booking.alt.text, booking.label.text])


@pytest.mark.parametrize("layout", ["phone", "screen-a4", "screen-a5"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_band_of_the_button_is_the_link(shelf: Shelf, language: str, layout: str) -> None:
    """Words in the colours of the cover, at the side where lines begin; a thumb that hits the band is led."""
    done = made(shelf, language, "email", layout)
    button = next(leaf for story in done.stories for leaf in leaves(story.blocks) if getattr(leaf, "is_button", False))
    page = next(at for at, page in enumerate(done.pages) if any(_of(item, button.number) for item in page.placed))
    placed = [item for item in done.pages[page].placed if _of(item, button.number)]
    bands = [item for item in placed if isinstance(item, PlacedRectangle)]
    lines = [item for item in placed if isinstance(item, PlacedLine)]
    others = [item for item in done.pages[page].placed if isinstance(item, PlacedLine) and item not in lines]

    (band,) = bands
    brand = done.manuscript.brand
    assert (band.colour, {line.colour for line in lines}) == (brand.colour("cover"), {brand.colour("cover_text")})
    assert all(band.box.holds(line.ink) for line in lines)
    assert band.box.height >= 24
    edges = [line.ink.right for line in others] if language == "ar" else [-line.ink.left for line in others]
    assert (band.box.right if language == "ar" else -band.box.left) == pytest.approx(max(edges), abs=0.1)
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        (link,) = [each for each in pdf.pages[page].Annots if str(each.A.URI) == BOOK]
        assert [float(side) for side in link.Rect] == pytest.approx(list(band.box), abs=0.01)
        assert str(link.Contents) == BUTTONS[language]


def _of(item: object, number: int) -> bool:
    return getattr(item, "element", None) == number


@pytest.mark.parametrize("edition", SCREENS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_words_for_screens_the_language_has_some(clinic: Path, language: str, edition: str) -> None:
    """A code is printed on no screen, whatever a leaflet does not say."""
    path = clinic / f"content/{NAME}/{language}.yaml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  screen:")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    labels = LANGUAGES[language].labels

    done = made(open_shelf(clinic), language, edition)

    assert labels and labels.book in [" ".join(leaf.text.split()) for leaf in done.spoken]
    assert not any("QR" in leaf.alt for leaf in done.spoken)


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_of_leaflets_has_words_for_the_button(language: str) -> None:
    """A row that is added brings them along."""
    labels = LANGUAGES[language].labels

    assert labels and all(labels)


def lossy(shelf: Shelf, edition: str, old: str, new: str) -> tuple[Finding, ...]:
    """What is told of a template that was changed in one place."""
    manuscript = read(Order(NAME, edition=edition), shelf).manuscript
    assert old in manuscript.template.text
    template = manuscript.template._replace(text=manuscript.template.text.replace(old, new))
    changed = replace(manuscript, template=template)
    return source_findings(write(changed), changed)


BUTTON = '<button link="{{ booking.link or clinic.booking }}">{{ booking.screen or labels.book }}</button>'


@pytest.mark.parametrize("edition", SCREENS)
def test_a_lost_button_is_told(shelf: Shelf, edition: str, told: Told) -> None:
    """Its words and where it leads; so is one with the words of paper, and one that leads elsewhere."""
    lost = lossy(shelf, edition, BUTTON, "")
    scanned = lossy(shelf, edition, "{{ booking.screen or labels.book }}", "{{ booking.label }}")
    astray = lossy(shelf, edition, BUTTON, BUTTON.replace("booking.link or clinic.booking", "clinic.web"))

    assert [each.message.split("'")[1] for each in lost] == ["booking screen", "clinic booking"]
    assert [each.message.split("'")[1] for each in scanned] == ["booking screen"]
    assert [each.message.split("'")[1] for each in astray] == ["clinic booking"]
    told((*lost, *scanned, *astray))


def without_button(done: Made) -> Made:
    """An edition whose stories and words have no button."""
    stories = tuple(
        Story(story.name, tuple(block for block in story.blocks if not (isinstance(block, Words) and block.is_button)))
        for story in done.stories
    )
    spoken = tuple(leaf for leaf in done.spoken if leaf.text.strip() != BUTTONS["en"])
    return done._replace(spoken=spoken, laid=done.laid._replace(stories=stories))


def led_elsewhere(done: Made) -> Made:
    """An edition whose button leads to another page."""
    stories = tuple(
        Story(
            story.name,
            tuple(
                replace(block, link="https://other.example") if isinstance(block, Words) and block.is_button else block
                for block in story.blocks
            ),
        )
        for story in done.stories
    )
    return done._replace(laid=done.laid._replace(stories=stories))


def test_paper_and_screen_are_held_against_each_other(shelf: Shelf) -> None:
    """An invitation that is lost or leads elsewhere differs, and so does any other word, before it and behind."""
    office, html = made(shelf, "en", "office"), made(shelf, "en", "html")

    assert twins([office, html]) == ()
    for changed in (without_button(html), led_elsewhere(html), html._replace(spoken=html.spoken[:-1])):
        assert [each.code for each in twins([office, changed])] == ["editions-differ"]
    for at in (0, len(html.spoken) - 1):
        spoken = (*html.spoken[:at], Spoken("P", "Other"), *html.spoken[at + 1 :])
        assert [each.code for each in twins([office, html._replace(spoken=spoken)])] == ["editions-differ"]


def test_two_screens_are_held_against_each_other_in_the_words_of_the_button(shelf: Shelf) -> None:
    """Only between paper and screen do they differ on purpose."""
    html, text = made(shelf, "en", "html"), made(shelf, "en", "text")
    spoken = tuple(
        leaf._replace(text="Scan me") if leaf.text.strip() == BUTTONS["en"] else leaf for leaf in text.spoken
    )

    assert [each.code for each in twins([html, text._replace(spoken=spoken)])] == ["editions-differ"]
