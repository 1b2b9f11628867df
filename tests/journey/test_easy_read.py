"""The edition for readers who find reading hard: short sentences, each with a picture, and the whole safety note."""

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.story import Group, Words, leaves
from brochure.content.read import find_leaflet, read, read_yaml
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.pipeline import make
from brochure.record.marks import text_mark
from tests.conftest import ROOT, signed, with_own_words

LANGUAGES = ("en", "es", "pl", "zh-Hans", "ar")
ORDER = Order("acupuncture-pain", edition="easy-read")


def change(path: Path, old: str, new: str) -> None:
    """Change words of a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("layout", ["", "easy-letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_has_its_picture_and_the_note_is_whole(language: str, layout: str, shelf: Shelf) -> None:
    """Proved as every edition is; what it leaves out is not there by halves."""
    made = make(Order("acupuncture-pain", language, layout, "easy-read"), shelf)
    whole = read_yaml(find_leaflet(Order("acupuncture-pain", language), shelf), Leaflet, shelf)
    every = [leaf for story in made.stories for leaf in leaves(story.blocks)]
    printed = {origin for leaf in every if isinstance(leaf, Words) for origin in leaf.texts}

    assert {said.origin for line in whole.easy for said in line.say} <= printed
    assert whole.safety and whole.safety.keep and whole.safety.keep.origin in printed
    assert {said.origin for said in (*whole.safety.tell_us, *whole.safety.urgent)} <= printed
    assert not {said.origin for point in whole.points for said in point.text} & printed


def test_the_picture_stands_before_its_words(shelf: Shelf) -> None:
    """What the eye looks at first leads to the sentence, for the ear as well."""
    stories = write(read(ORDER, shelf).manuscript)
    pairs = [each for story in stories for each in story.blocks if isinstance(each, Group) and each.kind == "beside"]

    assert len(pairs) == 8
    for pair in pairs:
        picture, words = (tuple(leaves((block,))) for block in pair.blocks)
        assert not picture  # a decoration, of which nobody hears
        assert words and all(isinstance(each, Words) for each in words)


def test_a_leaflet_without_easy_words_has_no_such_edition(shelf: Shelf) -> None:
    """It is said what to write, and `all` leaves it out."""
    with pytest.raises(BadInput) as caught:
        make(Order("your-visit", edition="easy-read"), shelf)

    (finding,) = caught.value.findings
    assert finding.code == "missing-field"
    assert "`{say: ..., picture: ...}`" in finding.hint


def test_all_editions_hold_it_where_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is held against none that says something else."""
    monkeypatch.chdir(ROOT)
    for leaflet in ("acupuncture-pain", "after-treatment"):
        asked = ["build", leaflet, "--language", "en", "--edition", "all", "--out", str(tmp_path), "--samples"]
        assert main(asked) == 0

    assert [path.name for path in tmp_path.glob("*easy*")] == ["acupuncture-pain.en.easy-a4.easy-read.pdf"]


def test_its_words_are_signed_and_claimed_as_all_are(clinic: Path) -> None:
    """A sentence that is easy to read is as easily believed."""
    text = clinic / "content/acupuncture-pain/en.yaml"
    before = text_mark(read_yaml(text, Leaflet))
    change(text, "say: You may get a bruise.", "say: Needles cure migraine.")
    shelf = open_shelf(clinic)

    assert text_mark(read_yaml(text, Leaflet)) != before
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", release=True), shelf)
    assert any(each.code.startswith("claim-") and "easy 6" in each.message for each in caught.value.findings)


def test_a_picture_may_be_a_file_with_words_of_its_own(clinic: Path) -> None:
    """Without `alt:` nobody hears of it; with it the words are heard."""
    text = clinic / "content/acupuncture-pain/en.yaml"
    drawing = (ROOT / "layouts/easy-a4/clock.svg").read_bytes()
    (text.parent / "ours.svg").write_bytes(drawing)
    change(text, "picture: lying", "picture: ours.svg\n    alt: A clock at twenty past")
    data = make(ORDER, open_shelf(clinic)).data

    with Pdf.open(BytesIO(data)) as pdf:
        alts = [str(each.Alt) for each in pdf.objects if getattr(each, "Alt", None) is not None]
    assert alts.count("A clock at twenty past") == 1
    assert not any("needle" in alt for alt in alts if "Riverside" not in alt)


def test_a_picture_that_is_not_there_is_told_with_its_line(clinic: Path) -> None:
    """By its name, as a file is."""
    text = clinic / "content/acupuncture-pain/en.yaml"
    change(text, "picture: needle", "picture: neddle")
    with pytest.raises(BadInput) as caught:
        make(ORDER, open_shelf(clinic))

    assert all(each.origin is not None and "neddle" in each.origin.excerpt for each in caught.value.findings)


@pytest.mark.parametrize("edition", ["office", "text", "easy-read"])
def test_a_picture_that_nobody_has_drawn_is_told_by_every_edition(edition: str, clinic: Path) -> None:
    """With the one that was meant."""
    change(clinic / "content/acupuncture-pain/en.yaml", "picture: lying", "picture: lieing")
    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain", edition=edition), open_shelf(clinic))

    finding = next(each for each in caught.value.findings if each.message == "there is no picture 'lieing'")
    assert finding.code == "file-missing"
    assert "did you mean 'lying'?" in finding.hint


def test_the_pictures_of_the_program_are_signed_too(clinic: Path) -> None:
    """In this edition the picture is the message."""
    signed(with_own_words(clinic))
    order = Order("acupuncture-pain", release=True)
    read(order, open_shelf(clinic))
    change(clinic / "content/acupuncture-pain/en.yaml", "picture: medicine", "picture: plaster")
    with pytest.raises(BadInput) as caught:
        read(order, open_shelf(clinic))

    assert "a picture changed since" in caught.value.findings[0].message
