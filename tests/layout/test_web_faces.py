"""Which faces a page without fixed width carries, and with which letters."""

from dataclasses import replace

import pytest

from brochure.base.leaflet import Leaflet
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.layout.web_faces import web_faces
from brochure.pipeline import make
from tests.samples import said, with_lead


def sample(shelf: Shelf, language: str = "en") -> Manuscript:
    return read(Order("acupuncture-pain", language, edition="html"), shelf).manuscript


@pytest.mark.parametrize(("language", "most"), [("en", 40_000), ("es", 40_000), ("pl", 40_000), ("ar", 70_000),
                                               ("zh-Hans", 120_000)])  # fmt: skip
def test_the_faces_of_a_leaflet_are_light(shelf: Shelf, language: str, most: int) -> None:
    """On a poor connection each second counts; and every letter of the text has a face."""
    manuscript = sample(shelf, language)
    stories = write(manuscript)
    made = web_faces(stories, manuscript, shelf.faces)

    assert sum(len(face.program) for face in made) < most
    assert [(face.family, face.weight) for face in made] == sorted(
        ((face.family, face.weight) for face in made), key=lambda look: look[1]
    )
    title = next(each for each in manuscript.leaflet.title.text)
    assert any(title in face.letters and face.weight == 600 for face in made)


def test_the_same_leaflet_has_the_same_faces(shelf: Shelf) -> None:
    """Two builds can be compared."""
    manuscript = sample(shelf)
    stories = write(manuscript)

    assert web_faces(stories, manuscript, shelf.faces) == web_faces(stories, manuscript, shelf.faces)


def test_a_letter_that_no_face_has_is_left_to_the_reader(shelf: Shelf) -> None:
    """A page in a browser has more faces than ours."""
    manuscript = with_lead(sample(shelf), "Pain \U00012000\U00012001 q")
    made = web_faces(write(manuscript), manuscript, shelf.faces)

    letters = "".join(face.letters for face in made if face.weight == 600)
    assert "q" in letters and "\U00012000" not in letters


def test_strong_words_have_a_bold_face_of_their_own(shelf: Shelf) -> None:
    """No browser is to thicken the regular one."""
    manuscript = sample(shelf)
    leaflet: Leaflet = manuscript.leaflet
    changed = replace(manuscript, leaflet=leaflet.but(intro=(said("Take **#care**"),)))
    bold = next(face for face in web_faces(write(changed), changed, shelf.faces) if face.weight == 700)

    assert set("#care") <= set(bold.letters)


def test_faces_that_weigh_too_much_are_left_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is more than its face."""
    monkeypatch.setattr("brochure.layout.web_faces.MOST_BYTES", 12_000)
    manuscript = sample(shelf)

    made = web_faces(write(manuscript), manuscript, shelf.faces)

    assert (made[0].family, made[0].weight) == ("Brochure Text", 400)
    assert "Brochure Display" not in {face.family for face in made}
    assert sum(len(face.program) for face in made) <= 12_000


def test_a_page_for_mail_has_none(shelf: Shelf) -> None:
    """And says the same."""
    page, letter = (make(Order("acupuncture-pain", edition="html", for_mail=flag), shelf) for flag in (False, True))

    assert page.data.count(b"@font-face") == 3
    assert b"@font-face" not in letter.data and b"Brochure Text" not in letter.data
    assert page.spoken == letter.spoken
