"""A link among personal words lies on its own words in every copy, wherever those stand."""

import os
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.base.order import Order
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import Copier
from brochure.draft.personal import Values, judge
from brochure.pdf.lock import make_lock
from brochure.proof.written import spoken_by
from tests.conformance.test_pdfua import judged
from tests.journey.test_marks import links_of

NAMES = ("Jo", "Anna Nowak", "Bartholomew-James Featherstonehaugh-Cholmondeley the Second", "محمد علي")
WRITTEN = {
    "en": ("Dear {name}, write to hello@riverside.example, call 01632 960 123 or read "
           "[how to find us](https://riverside.example/way). [Ask {name}](https://riverside.example/ask) is for you.",
           ["hello@riverside.example", "01632 960 123", "how to find us (riverside.example/way)"]),
    "ar": ("السيد {name}: اكتب إلى hello@riverside.example أو اتصل على 01632 960 123 أو اقرأ "
           "[كيف تصل إلينا](https://riverside.example/way).",
           ["hello@riverside.example", "01632 960 123", "كيف تصل إلينا (riverside.example/way)"]),
}  # fmt: skip
ADDRESSES = ["mailto:hello@riverside.example", "tel:01632960123", "https://riverside.example/way"]


def shelf_with(clinic: Path, tag: str) -> Shelf:
    """A clinic whose leaflet greets somebody and tells how to write back in one breath."""
    path = clinic / f"content/acupuncture-pain/{tag}.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("\nintro:\n  - >-\n    ")
    _, _, rest = rest.partition("\n")
    fields = "\npersonal:\n  name: {type: text, label: name, example: Anna}\n"
    path.write_text(f"{head}{fields}\nintro:\n  - >-\n    {WRITTEN[tag][0]}\n{rest}", encoding="utf-8")
    return open_shelf(clinic)


def copier_of(shelf: Shelf, tag: str, *, locked: bool = False) -> tuple[Copier, list[tuple[dict[str, str], Values]]]:
    """A leaflet that knows its people."""
    copier = Copier(Order("acupuncture-pain", tag, edition="email"), shelf, locked=locked)
    people = []
    for name in NAMES:
        values, faults = judge({"name": name}, copier.manuscript.leaflet, copier.manuscript.language)
        assert faults == []
        copier.learn(values)
        people.append(({"name": name}, values))
    return copier, people


def words_under(data: bytes, address: str) -> str:
    """What stands under a link, as who sees the page reads it; every word once."""
    with pikepdf.open(BytesIO(data)) as pdf:
        at, note = next(
            (at, note) for at, page in enumerate(pdf.pages) for note in page.get("/Annots", [])
            if str(note.A.URI) == address and note.get("/QuadPoints")
        )  # fmt: skip
        corners = [float(each) for each in note.QuadPoints]
    page = pypdfium2.PdfDocument(data)[at].get_textpage()
    lines = [corners[start : start + 8] for start in range(0, len(corners), 8)]
    middle = [(left, (top + bottom) / 2, right) for left, top, right, _, _, bottom, _, _ in lines]
    return " ".join(
        " ".join(page.get_text_bounded(left + 0.5, y - 5, right - 0.5, y + 5).split()) for left, y, right in middle
    )


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_link_lies_on_its_own_words_in_every_copy(tag: str, clinic: Path) -> None:
    """Each with its address and words; what is said to one person alone leads nowhere."""
    copier, people = copier_of(shelf_with(clinic, tag), tag)
    places = set()
    for row, values in people:
        data = copier.copy(values, row)
        assert copier.prove(values, data) == ()
        inner = [link for link in links_of(data) if link[3]]

        assert [(address, said) for address, said, _, _ in inner] == [*zip(ADDRESSES, WRITTEN[tag][1], strict=True)]
        for address, said, box, corners in inner:
            under = words_under(data, address)
            # Where it lies is asked, not in which order a reader takes it: an address may part, numbers may turn.
            assert sorted(re.sub(r"\W", "", under)) == sorted(re.sub(r"\W", "", said))
            assert box == [min(corners[::2]), min(corners[1::2]), max(corners[::2]), max(corners[1::2])]
        places.add(tuple(tuple(link[2]) for link in inner))
        assert any(row["name"].split("-")[0].split()[0] in each.text for each in spoken_by(data))
    assert len(places) > 1


@pytest.mark.parametrize("tag", WRITTEN)
def test_copies_with_moving_links_are_for_everybody(tag: str, clinic: Path, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-2a."""
    copier, people = copier_of(shelf_with(clinic, tag), tag)
    files = []
    for at, (row, values) in enumerate(people):
        files.append(tmp_path / f"{at}.pdf")
        files[-1].write_bytes(copier.copy(values, row))

    for flavour in ("ua1", "2a"):
        assert [fault for verdict in judged(files, flavour) for fault in verdict.faults] == []


def test_a_locked_copy_has_the_same_links(clinic: Path) -> None:
    """Behind its password."""
    copier, people = copier_of(shelf_with(clinic, "en"), "en", locked=True)
    _, values = people[1]
    data = copier.locked_copy(values, make_lock("one way in", randomness=os.urandom))

    with pikepdf.open(BytesIO(data), password="one way in") as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", []) if note.get("/QuadPoints")]
        assert [str(note.A.URI) for note in notes] == ADDRESSES
